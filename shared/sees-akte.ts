/** A person as far as it decides what she sees. */
export interface SeeingPerson {
  readonly id: string;
  readonly einheit: string;
  /** The colleagues whom she stands in for. */
  readonly vertritt: readonly { readonly id: string; readonly einheit: string }[];
}

/** An Akte as far as it decides who sees it. */
export interface SeenAkte {
  readonly federfuehrung: string;
  /** Code of the list of xdomea. */
  readonly vertraulichkeit: string;
  /** Persons with a Vorgang of this Akte in hand. */
  readonly bearbeitung: readonly string[];
}

/** Geheim and Streng geheim (xdomea): only who has it in hand. */
const secret: ReadonlySet<string> = new Set(['001', '004']);

/** Whether a person sees an Akte and everything in it (S20): the server asks this, and a device before a change takes it away. */
export function seesAkte(person: SeeingPerson, akte: SeenAkte): boolean {
  if (akte.bearbeitung.includes(person.id)) return true;
  if (isSecret(akte)) return false;
  if (akte.federfuehrung === person.einheit) return true;
  return person.vertritt.some(({ id, einheit }) => einheit === akte.federfuehrung || akte.bearbeitung.includes(id));
}

/** Whether an Akte is Geheim or Streng geheim. */
export function isSecret({ vertraulichkeit }: Pick<SeenAkte, 'vertraulichkeit'>): boolean {
  return secret.has(vertraulichkeit);
}
