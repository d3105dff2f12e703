import type { Textbaustein } from './vorlage.ts';

const baustein = { sprache: 'de', pruefung: 'ausstehend' } as const;

/** How a Widerspruch is brought; Bescheide end in it. */
export const rechtsbehelf: Textbaustein = {
  ...baustein,
  id: 'rechtsbehelf-widerspruch',
  titel: 'Rechtsbehelfsbelehrung: Widerspruch',
  quelle: '§ 37 Abs. 6 VwVfG; §§ 58 Abs. 1, 70 Abs. 1 VwGO',
  text: 'Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden. Der Widerspruch ist bei {behoerde}, {?Anschrift der Behörde}, schriftlich, in elektronischer Form nach § 3a Abs. 2 VwVfG, schriftformersetzend nach § 3a Abs. 3 VwVfG und § 9a Abs. 5 OZG oder zur Niederschrift zu erheben.',
};

/** Pieces of text in German; none of them has been confirmed by a lawyer yet. */
export const bausteineDe: readonly Textbaustein[] = [
  rechtsbehelf,
  {
    ...baustein,
    id: 'rechtsbehelf-klage',
    titel: 'Rechtsbehelfsbelehrung: Klage',
    quelle: '§§ 58 Abs. 1, 74 Abs. 1, 81 Abs. 1 VwGO',
    text: 'Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage beim {?zuständiges Verwaltungsgericht mit Anschrift} schriftlich oder zur Niederschrift der Urkundsbeamtin oder des Urkundsbeamten der Geschäftsstelle erhoben werden.',
  },
  {
    ...baustein,
    id: 'ermessen',
    titel: 'Ermessen',
    quelle: '§§ 39 Abs. 1 Satz 3, 40 VwVfG',
    text: 'Die Entscheidung steht in unserem Ermessen. Für die Entscheidung spricht {?Gründe dafür}. Dagegen spricht {?Gründe dagegen}. Wir haben beides abgewogen; {?warum das eine überwiegt}.',
  },
  {
    ...baustein,
    id: 'sofortige-vollziehung',
    titel: 'Anordnung der sofortigen Vollziehung',
    quelle: '§ 80 Abs. 2 Satz 1 Nr. 4, Abs. 3 Satz 1 VwGO',
    text: 'Die sofortige Vollziehung dieses Bescheids wird angeordnet. Das besondere Interesse daran liegt in {?Begründung im Einzelfall}.\n\nEin Widerspruch hat deshalb keine aufschiebende Wirkung. Sie können beim {?zuständiges Verwaltungsgericht} beantragen, sie wiederherzustellen (§ 80 Abs. 5 VwGO).',
  },
  {
    ...baustein,
    id: 'akteneinsicht',
    titel: 'Akteneinsicht',
    quelle: '§ 29 Abs. 1 VwVfG',
    text: 'Sie können die Akte einsehen, soweit Sie das brauchen, um Ihre rechtlichen Interessen geltend zu machen oder zu verteidigen. Bitte vereinbaren Sie dafür einen Termin: {?Telefon oder E-Mail}.',
  },
  {
    ...baustein,
    id: 'fristverlaengerung',
    titel: 'Fristverlängerung',
    quelle: '§ 31 Abs. 7 Satz 1 VwVfG',
    text: 'Wir verlängern die Frist, die wir Ihnen gesetzt haben, bis zum **{?neues Ende der Frist}**.',
  },
  {
    ...baustein,
    id: 'mitwirkung-folgen',
    titel: 'Folgen fehlender Mitwirkung (Sozialleistung)',
    quelle: '§ 66 Abs. 1 und 3 SGB I',
    text: 'Wenn Sie bis dahin nicht mitwirken und wir deshalb die Voraussetzungen der Leistung nicht feststellen können, dürfen wir die Leistung ganz oder teilweise versagen oder entziehen, bis Sie die Mitwirkung nachholen.',
  },
  {
    ...baustein,
    id: 'datenschutz-art13',
    titel: 'Hinweis zum Datenschutz',
    quelle: 'Art. 13 DSGVO',
    text: 'Wir verarbeiten Ihre Daten, um über Ihr Anliegen zu entscheiden. Rechtsgrundlage ist {?Rechtsgrundlage}. Wer dafür verantwortlich ist, wie lange wir die Daten behalten und welche Rechte Sie haben, steht hier: {?Fundstelle der Datenschutzhinweise}.',
  },
  {
    ...baustein,
    id: 'beschwerde-art77',
    titel: 'Beschwerde bei der Datenschutzaufsicht',
    quelle: 'Art. 77 DSGVO',
    text: 'Sie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren, wenn Sie meinen, dass wir Ihre Daten nicht richtig verarbeiten, zum Beispiel bei {?zuständige Aufsichtsbehörde}.',
  },
  {
    ...baustein,
    id: 'gruss',
    titel: 'Grußformel',
    quelle: 'DIN 5008',
    text: 'Mit freundlichen Grüßen\n{zeichnung}\n{name}',
  },
];
