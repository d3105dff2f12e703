import { z } from 'zod';
import {
  type StampDefinition,
  stampCorners,
  stampFieldTypes,
  stampFills,
  stampFrames,
  stampNatures,
  stampStyles,
  stampTones,
} from './stamp-kind.ts';
import { stampFaultsOf } from './stamp-rules.ts';

const shortText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\x00-\x1f]*$/);
const words = z.strictObject({ de: shortText(60), en: shortText(60) });
const fieldName = z.string().regex(/^[a-z][a-z0-9]{0,29}$/);
const distancePt = z.number().min(0).max(5_000);

const fieldSchema = z.strictObject({
  name: fieldName,
  label: words,
  type: z.enum(stampFieldTypes),
  required: z.boolean(),
  choices: z.array(shortText(80)).max(30).optional(),
  requiredWhen: z.strictObject({ field: fieldName, is: shortText(80) }).optional(),
  fill: z.enum(stampFills).optional(),
});

/** A kind of stamp as an agency keeps it: its shape, and what its nature demands (`stamp-rules.ts`). */
export const stampDefinitionSchema = z
  .strictObject({
    nature: z.enum(stampNatures),
    title: words,
    fields: z.array(fieldSchema).max(20),
    lines: z.array(z.strictObject({ style: z.enum(stampStyles), text: shortText(300) })).max(20),
    minWidthPt: z.number().min(20).max(500),
    minHeightPt: z.number().min(0).max(500),
    tone: z.enum(stampTones),
    frame: z.enum(stampFrames),
    place: z.strictObject({ corner: z.enum(stampCorners), dxPt: distancePt, dyPt: distancePt }),
    who: z.strictObject({
      rollen: z.array(z.string().regex(/^[a-z]{1,40}$/)).max(20),
      einheiten: z.array(z.string().max(80)).max(200),
    }),
    onSigned: z.boolean(),
    qr: z.boolean(),
  })
  .refine((definition) => stampFaultsOf(definition).length === 0);

/** A definition from the text of a record; null when it is none, as a newer or damaged one may be. */
export function readStampDefinition(json: string): StampDefinition | null {
  try {
    return stampDefinitionSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
