import type { Vorgangstyp } from './vorgangstyp.ts';

/** Maintenance advance, UhVorschG. */
export const unterhaltsvorschuss: Vorgangstyp = {
  id: 'unterhaltsvorschuss',
  titel: 'Antrag auf Unterhaltsvorschuss',
  rechtsgrundlage: '§ 9 UhVorschG',
  schritte: [
    { id: 'anspruch', titel: 'Anspruch des Kindes prüfen' },
    { id: 'elternteil', titel: 'Anderen Elternteil unterrichten' },
    { id: 'bescheid', titel: 'Bescheid erlassen' },
    { id: 'rueckgriff', titel: 'Übergang des Anspruchs verfolgen' },
  ],
  fristen: [
    {
      titel: 'Widerspruch',
      regime: 'sgb10',
      dauer: 'P1M',
      ausloeser: 'bekanntgabe',
      quelle: '§ 70 Abs. 1 VwGO',
      pruefung: 'ausstehend',
    },
  ],
  unterlagen: [
    { dokumenttyp: 'Antrag', titel: 'Antrag nach dem Unterhaltsvorschussgesetz', pflicht: true },
    { dokumenttyp: 'Geburtsurkunde', titel: 'Geburtsurkunde des Kindes', pflicht: true },
    { dokumenttyp: 'Unterhaltstitel', titel: 'Titel über den Unterhalt', pflicht: false },
  ],
  abschluss: { dokumenttyp: 'Bescheid', form: 'keine', quelle: '§ 9 Abs. 2 UhVorschG' },
  aufbewahrungJahre: 6,
};
