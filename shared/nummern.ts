import { z } from 'zod';
import { idSchema, storableText } from './akte.ts';

/** Nummernkreise that one request may name. */
export const MAX_NUMBER_WISHES = 200;

const nummer = z.number().int().positive();

/**
 * `POST /v1/numbers`: for which new Akten (Aktenplaneinheit and year) and Vorgaenge (of an Akte) this device wants numbers
 * that nobody else gets (docs/spec/akte.md A3). Answer: {@link nummernSchema}.
 */
export const numberWishesSchema = z.strictObject({
  akten: z
    .array(z.strictObject({ einheit: idSchema, jahr: z.number().int().min(1900).max(2999) }))
    .max(MAX_NUMBER_WISHES),
  vorgaenge: z.array(idSchema).max(MAX_NUMBER_WISHES),
});
export type NumberWishes = z.infer<typeof numberWishesSchema>;

/** Numbers `von` to `bis` of a Nummernkreis belong to this device; below `naechste` the server knows them used. */
export const nummernblockSchema = z.object({ kreis: storableText(200), von: nummer, bis: nummer, naechste: nummer });
export type Nummernblock = z.infer<typeof nummernblockSchema>;

/** Everything the device holds of the Nummernkreise it named; those it may not use are missing. */
export const nummernSchema = z.object({ blocks: z.array(nummernblockSchema) });
