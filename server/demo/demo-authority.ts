import { PROFIL_ID } from '../../shared/behoerdenprofil.ts';
import { vorgangstypen } from '../../shared/vorgangstypen/all-vorgangstypen.ts';
import type { Neu } from '../insert-records.ts';
import { demoWappen } from './demo-wappen.ts';

/** An account of the demo authority. */
interface DemoKonto {
  readonly person: string;
  readonly anmeldename: string;
  readonly rollen: readonly string[];
}

const konten: readonly DemoKonto[] = [
  { person: 'p-brandt', anmeldename: 'brandt', rollen: ['sachbearbeitung'] },
  { person: 'p-yildiz', anmeldename: 'yildiz', rollen: ['sachbearbeitung', 'leitung'] },
  { person: 'p-hoffmann', anmeldename: 'hoffmann', rollen: ['sachbearbeitung'] },
  { person: 'p-krueger', anmeldename: 'krueger', rollen: ['leitung'] },
  { person: 'p-nowak', anmeldename: 'nowak', rollen: ['sachbearbeitung'] },
  { person: 'p-weiss', anmeldename: 'weiss', rollen: ['registratur'] },
];

const einheit = (id: string, kennung: string, name: string, uebergeordnet: string | null): Neu => ({
  art: 'einheit',
  id,
  akte: null,
  felder: { kennung, name, uebergeordnet },
});

const person = (id: string, felder: Neu['felder']): Neu => ({
  art: 'person',
  id,
  akte: null,
  felder: { ...felder, rollen: [...(konten.find((konto) => konto.person === id)?.rollen ?? [])] },
});

const plan = (
  kennzeichen: string,
  titel: string,
  uebergeordnet: string | null,
  aufbewahrungJahre: number,
  bewertungsvorschlag: 'A' | 'B' | 'V' = 'V',
): Neu => ({
  art: 'aktenplaneinheit',
  id: `ap-${kennzeichen}`,
  akte: null,
  felder: {
    kennzeichen,
    titel,
    uebergeordnet: uebergeordnet && `ap-${uebergeordnet}`,
    aufbewahrungJahre,
    bewertungsvorschlag,
  },
});

/** Stadt Musterstadt: three offices, six people, one Aktenplan. Everybody in it is invented. */
export const demoAuthority: {
  readonly name: string;
  readonly konten: readonly DemoKonto[];
  readonly records: readonly Neu[];
} = {
  name: 'Stadt Musterstadt',
  konten,
  records: [
    einheit('musterstadt', '00', 'Stadt Musterstadt', null),
    einheit('jugendamt', '51', 'Jugendamt', 'musterstadt'),
    einheit('ordnungsamt', '32', 'Ordnungsamt', 'musterstadt'),
    einheit('bauamt', '63', 'Bauamt', 'musterstadt'),
    person('p-brandt', {
      name: 'Sabine Brandt',
      einheit: 'jugendamt',
      funktion: 'Sachbearbeiterin Unterhaltsvorschuss',
      vertritt: ['p-yildiz'],
      zeichnung: 'i. A.',
    }),
    person('p-yildiz', {
      name: 'Mehmet Yıldız',
      einheit: 'jugendamt',
      funktion: 'Sachgebietsleiter Unterhaltsvorschuss',
      vertritt: ['p-brandt'],
      zeichnung: 'i. V.',
    }),
    person('p-hoffmann', {
      name: 'Jürgen Hoffmann',
      einheit: 'ordnungsamt',
      funktion: 'Sachbearbeiter Gewerbe',
      vertritt: ['p-krueger'],
      zeichnung: 'i. A.',
    }),
    person('p-krueger', {
      name: 'Dr. Annegret Krüger-Weißenfels',
      einheit: 'ordnungsamt',
      funktion: 'Amtsleiterin',
      vertritt: ['p-hoffmann'],
      zeichnung: '',
    }),
    person('p-nowak', {
      name: 'Tomasz Nowak',
      einheit: 'bauamt',
      funktion: 'Sachbearbeiter Baugenehmigung',
      vertritt: ['p-weiss'],
      zeichnung: 'i. A.',
    }),
    person('p-weiss', {
      name: 'Lena Weiß',
      einheit: 'bauamt',
      funktion: 'Registratur',
      vertritt: ['p-nowak'],
      zeichnung: 'i. A.',
    }),
    {
      art: 'behoerdenprofil',
      id: PROFIL_ID,
      akte: null,
      felder: {
        name: 'Stadt Musterstadt',
        gemeinde: '',
        land: '',
        aktenzeichen: '{plan}.{nnn}/{jahr}',
        geschaeftszeichen: '{akte}-{n}',
        vorgangstypen: vorgangstypen.map(({ id }) => id),
        vertraulichkeitBis: '002',
        briefkopf: ['Stadt Musterstadt', 'Die Oberbürgermeisterin', 'Rathausplatz 1, 04109 Musterstadt'],
        logo: demoWappen,
        logoText: 'Wappen der Stadt Musterstadt',
      },
    },
    plan('00', 'Allgemeine Verwaltung', null, 10),
    plan('00.02', 'Rundschreiben', '00', 5),
    plan('32', 'Ordnung und Gewerbe', null, 10),
    plan('32.10', 'Gewerbe', '32', 10),
    plan('32.40', 'Gaststättenerlaubnis', '32', 10),
    plan('51', 'Jugend und Familie', null, 10),
    plan('51.20', 'Unterhaltsvorschuss', '51', 6),
    plan('51.30', 'Kindertagesbetreuung', '51', 6),
    plan('63', 'Bauordnung', null, 30, 'B'),
    plan('63.04', 'Baugenehmigung', '63', 30, 'B'),
    plan('63.10', 'Bauaufsicht', '63', 30),
  ],
};
