/** What law or house rule a kind serves; `stamp-rules.ts` says what each nature demands. */
export const stampNatures = [
  'vermerk',
  'eingang',
  'mitzeichnung',
  'pruefcode',
  'beglaubigung',
  'beglaubigung-elektronisch',
  'paginierung',
  'wasserzeichen',
] as const;
export type StampNature = (typeof stampNatures)[number];

/** How a field's value is read: `source` says who knows a receipt date, `person` and `unit` are names. */
export const stampFieldTypes = ['text', 'date', 'choice', 'source', 'person', 'unit'] as const;
export type StampFieldType = (typeof stampFieldTypes)[number];

/** What the form starts a field with; `eingang` is the recorded receipt, `heute` the day of stamping. */
export const stampFills = [
  'behoerde',
  'einheit',
  'person',
  'heute',
  'eingang',
  'quelle',
  'aktenzeichen',
  'titel',
  'dokument',
  'fassung',
  'hash',
] as const;
export type StampFill = (typeof stampFills)[number];

/** One field of a stamp: its name on the command line and in lines, its label, how its value is read. */
export type StampField = {
  readonly name: string;
  readonly label: { readonly de: string; readonly en: string };
  readonly type: StampFieldType;
  readonly required: boolean;
  readonly choices?: readonly string[] | undefined;
  /** Asked and required only when another field has this value. */
  readonly requiredWhen?: { readonly field: string; readonly is: string } | undefined;
  readonly fill?: StampFill | undefined;
};

export const stampStyles = ['title', 'strong', 'plain'] as const;
/**
 * One line of a stamp. `{name}` is replaced by the field's value; a line is left out when one of its fields is absent.
 * `style` decides size: `title` 13 pt, `strong` 10 pt, `plain` 8 pt.
 */
export type StampLine = { readonly style: (typeof stampStyles)[number]; readonly text: string };

export const stampCorners = ['top-right', 'top-left', 'bottom-right', 'bottom-left'] as const;
/** A place that fits pages of any size: distances in points from the two edges of a corner of the page as displayed. */
export type StampCorner = {
  readonly corner: (typeof stampCorners)[number];
  readonly dxPt: number;
  readonly dyPt: number;
};

export const stampTones = ['gray', 'blue', 'red', 'green'] as const;
export type StampTone = (typeof stampTones)[number];
export const stampFrames = ['line', 'double', 'none'] as const;
export type StampFrame = (typeof stampFrames)[number];

/** A kind of stamp as data: what it asks, what it shows, how and where, and who may use it. */
export type StampKind = {
  readonly id: string;
  readonly nature: StampNature;
  /** The German name is also the annotation's subject. */
  readonly title: { readonly de: string; readonly en: string };
  readonly fields: readonly StampField[];
  readonly lines: readonly StampLine[];
  /** Smallest size in points; the stamp grows with its text. */
  readonly minWidthPt: number;
  readonly minHeightPt: number;
  readonly tone: StampTone;
  readonly frame: StampFrame;
  readonly place: StampCorner;
  /** Roles and Einheiten that may use it; both empty: everybody. */
  readonly who: { readonly rollen: readonly string[]; readonly einheiten: readonly string[] };
  /** Whether it may go on files that bear a signature. */
  readonly onSigned: boolean;
  /** Whether a QR code with document id, Fassung and hash prefix stands beside the lines. */
  readonly qr: boolean;
};

/** A kind without the id under which it is kept. */
export type StampDefinition = Omit<StampKind, 'id'>;

/** Natures that draw on every page of an unsigned copy instead of adding an annotation. */
export function drawsOnPages(nature: StampNature): boolean {
  return nature === 'paginierung' || nature === 'wasserzeichen';
}

/** Whether a person may use the kind. */
export function mayUseStamp(
  { who }: Pick<StampKind, 'who'>,
  person: { readonly rollen: readonly string[]; readonly einheit: string },
): boolean {
  if (who.rollen.length === 0 && who.einheiten.length === 0) return true;
  return who.einheiten.includes(person.einheit) || person.rollen.some((rolle) => who.rollen.includes(rolle));
}
