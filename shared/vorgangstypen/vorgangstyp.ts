import { z } from 'zod';

const text = z.string().min(1).max(300);

/** Which law counts a Frist; the names are those of the engine that reckons it. */
export const regimes = ['vwvfg', 'sgb10', 'ao', 'vwzg'] as const;

/** What a Vorgangstyp must say; every one is checked against it. */
export const vorgangstypSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  /** Stands in the record as `vorgangstyp`; citizens read it. */
  titel: text,
  /** The law that gives the claim or the duty. */
  rechtsgrundlage: text,
  /** What is done, in order. */
  schritte: z.array(z.strictObject({ id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/), titel: text })).min(2),
  fristen: z.array(
    z.strictObject({
      titel: text,
      regime: z.enum(regimes),
      /** ISO 8601 duration: months, weeks, days or working days as written in the source. */
      dauer: z.string().regex(/^P(\d+[MWD])$/),
      /** What sets it off: receipt of the application, the announcement of the decision, or a birth. */
      ausloeser: z.enum(['eingang', 'bekanntgabe', 'geburt']),
      quelle: text,
      /** Whose decision the number rests on; none of them has been confirmed by a lawyer yet. */
      pruefung: z.literal('ausstehend'),
    }),
  ),
  /** What must lie in the Vorgang before it is closed; `dokumenttyp` is what a Dokument is marked with. */
  unterlagen: z.array(z.strictObject({ dokumenttyp: text, titel: text, pflicht: z.boolean() })).min(1),
  /** The act that ends it, and the form it needs. */
  abschluss: z.strictObject({
    dokumenttyp: text,
    form: z.enum(['keine', 'qes', 'siegel']),
    quelle: text,
  }),
  /** Years after the end of the year in which it was closed; the Aktenplaneinheit may ask for more. */
  aufbewahrungJahre: z.number().int().min(1).max(110),
});

/** A kind of Vorgang as data. */
export type Vorgangstyp = z.infer<typeof vorgangstypSchema>;

/** Reads a Vorgangstyp as a record holds it; null when it is none, as a newer one may be. */
export function readVorgangstyp(json: string): Vorgangstyp | null {
  try {
    return vorgangstypSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
