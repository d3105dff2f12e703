import { z } from 'zod';
import { idSchema } from '../../shared/akte.ts';
import { AppError } from '../../shared/errors.ts';
import { feldschemata } from '../../shared/feldschemata.ts';
import { readPng } from '../../shared/pdf/appearance/png-image.ts';
import { stampDefinitionSchema } from '../../shared/pdf/stamp/stamp-schema.ts';
import { briefkopfLimits, isShownLine, logoLimits } from '../../shared/schreiben/briefkopf.ts';
import { vorgangstypen } from '../../shared/vorgangstypen/all-vorgangstypen.ts';
import { type Vorgangstyp, vorgangstypSchema } from '../../shared/vorgangstypen/vorgangstyp.ts';
import { readVorlagen } from '../../shared/vorlagen/read-vorlagen.ts';
import { bausteinSchema, vorlageSchema } from '../../shared/vorlagen/vorlage.ts';
import { type JsonPath, lineOfPath } from './line-of-path.ts';

const MAX_OWN = 200;

const { typfassungen, vorlagefassungen, bausteinfassungen, vorgangstyp, vorlage, baustein, ...felder } =
  feldschemata.behoerdenprofil;

/** What `admin profile set` takes: the fields of the profile, the agency's own Vorgangstypen, Vorlagen and Textbausteine, and stamps to start with. */
const profilSchema = z
  .strictObject(felder)
  .extend({
    eigeneVorgangstypen: z.array(vorgangstypSchema).max(MAX_OWN).default([]),
    eigeneVorlagen: z.array(vorlageSchema).max(MAX_OWN).default([]),
    eigeneTextbausteine: z.array(bausteinSchema).max(MAX_OWN).default([]),
    stempel: z
      .array(z.strictObject({ id: idSchema, definition: stampDefinitionSchema }))
      .max(100)
      .default([]),
  })
  .superRefine((profil, found) => {
    const fault = (path: JsonPath, message: string) => found.addIssue({ code: 'custom', path: [...path], message });
    const own = profil.eigeneVorgangstypen;
    const known = new Set([...vorgangstypen, ...own].map(({ id }) => id));
    profil.vorgangstypen.forEach((id, at) => {
      if (!known.has(id)) fault(['vorgangstypen', at], `no such Vorgangstyp: ${id}`);
    });
    own.forEach((typ, at) => {
      const path = ['eigeneVorgangstypen', at];
      if (own.findIndex(({ id }) => id === typ.id) < at) fault([...path, 'id'], 'twice');
      const replaced = new Set(own.map(({ id }) => id));
      const others = [...vorgangstypen.filter(({ id }) => !replaced.has(id)), ...own.slice(0, at)];
      if (others.some(({ titel }) => titel === typ.titel)) fault([...path, 'titel'], 'twice');
      for (const name of ['schritte', 'unterlagen'] as const) {
        const keys = keysOf(typ, name);
        keys.forEach((key, n) => {
          if (keys.indexOf(key) < n) fault([...path, name, n], 'twice');
        });
      }
    });
    const listed = [...profil.eigeneVorlagen, ...readVorlagen(profil.vorlagen ?? '')];
    twice(listed, (at) => fault(['eigeneVorlagen', at, 'id'], 'twice'));
    profil.eigeneVorlagen.forEach(({ vorgangstypen: meant }, at) => {
      meant.forEach((id, n) => {
        if (!known.has(id)) fault(['eigeneVorlagen', at, 'vorgangstypen', n], `no such Vorgangstyp: ${id}`);
      });
    });
    twice(profil.eigeneTextbausteine, (at) => fault(['eigeneTextbausteine', at, 'id'], 'twice'));
    twice(profil.stempel, (at) => fault(['stempel', at, 'id'], 'twice'));
    if (profil.logo && !isLogo(profil.logo))
      fault(['logo'], `no PNG in base64 up to ${logoLimits.px} x ${logoLimits.px} pixels`);
    profil.briefkopf?.forEach((line, at) => {
      if (!isShownLine(line)) fault(['briefkopf', at], 'a character that letters cannot show');
    });
    if ((profil.briefkopf ?? []).join('').length > briefkopfLimits.zusammen)
      fault(['briefkopf'], `more than ${briefkopfLimits.zusammen} characters do not fit above an address`);
  });

/** A profile as its file says it. */
export type Profildatei = z.infer<typeof profilSchema>;

/**
 * Reads a profile. Throws AppError 'profile-invalid' when it is none, whose cause is a list of what is wrong, each with its line
 * in the file: a profile is taken as a whole or not at all (A62).
 */
export function readProfildatei(json: string): Profildatei {
  const parsed = profilSchema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    return `line ${lineOfPath(json, path)}: ${path.map(String).join('.') || 'profile'}: ${message}`;
  });
  throw new AppError('profile-invalid', { cause: faults });
}

function twice(all: readonly { readonly id: string }[], tell: (at: number) => void): void {
  const ids = all.map(({ id }) => id);
  ids.forEach((id, at) => {
    if (ids.indexOf(id) < at) tell(at);
  });
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const at = /position (\d+)/.exec(String(error))?.[1];
    const line = at === undefined ? json.split('\n').length : json.slice(0, Number(at)).split('\n').length;
    throw new AppError('profile-invalid', { cause: [`line ${line}: no JSON`] });
  }
}

function keysOf(typ: Vorgangstyp, name: 'schritte' | 'unterlagen'): readonly string[] {
  return name === 'schritte' ? typ.schritte.map(({ id }) => id) : typ.unterlagen.map(({ dokumenttyp }) => dokumenttyp);
}

function isLogo(base64: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return false;
  try {
    const { widthPx, heightPx } = readPng(new Uint8Array(Buffer.from(base64, 'base64')));
    return Math.max(widthPx, heightPx) <= logoLimits.px;
  } catch {
    return false;
  }
}
