import type { Replica } from '../replica.ts';

/** Geheim and Streng geheim: only who has it in hand. */
const secret: ReadonlySet<string> = new Set(['001', '004']);

/** Whom the present person acts for when a step asks `an`: herself (null), somebody she stands in for, or nobody (undefined). */
export function actingFor({ identity, tables: { person } }: Replica, an: string): string | null | undefined {
  if (an === identity.person) return null;
  return person.text('vertritt', person.row(identity.person)).split('\n').includes(an) ? an : undefined;
}

/** Whether the present person is in charge of the Vorgang, or stands in for who is; the server decides (G20). */
export function isLead(replica: Replica, dokument: string): boolean {
  const { vorgang, akte, dokument: dokumente, person } = replica.tables;
  const row = vorgang.row(dokumente.code('vorgang', dokumente.row(dokument)));
  if (row < 0) return false;
  const me = replica.identity.person;
  const all = [me, ...person.text('vertritt', person.row(me)).split('\n').filter(Boolean)];
  const leads = [
    vorgang.code('federfuehrung', row),
    vorgang.code('bearbeitung', row),
    akte.code('federfuehrung', akte.row(vorgang.akte(row))),
  ];
  return all.some((id) => leads.includes(id) || leads.includes(person.code('einheit', person.row(id))));
}

/** Who may write in the Akte of a Dokument, as far as is known here, by name. */
export function listZeichner(replica: Replica, dokument: string) {
  const { person, akte, vorgang, dokument: dokumente, einheit } = replica.tables;
  const id = dokumente.akte(dokumente.row(dokument));
  const row = akte.row(id);
  const inHand = new Set(
    vorgang.ids.map((one, at) => (one !== null && vorgang.akte(at) === id ? vorgang.code('bearbeitung', at) : null)),
  );
  const isSecret = secret.has(akte.code('vertraulichkeit', row) ?? '');
  const federfuehrung = akte.code('federfuehrung', row);
  const sees = (at: number): boolean => {
    if (inHand.has(person.ids[at] ?? '')) return true;
    if (isSecret) return false;
    const own = person.code('einheit', at) === federfuehrung;
    const stood = person.text('vertritt', at).split('\n').filter(Boolean);
    return own || stood.some((one) => inHand.has(one) || person.code('einheit', person.row(one)) === federfuehrung);
  };
  const writes = (at: number) =>
    person
      .text('rollen', at)
      .split('\n')
      .some((rolle) => rolle !== '' && rolle !== 'lesend' && rolle !== 'siegel');
  return person.ids
    .flatMap((one, at) => {
      if (one === null || one === replica.identity.person || !writes(at) || !sees(at)) return [];
      const unit = einheit.text('name', einheit.row(person.code('einheit', at)));
      return [{ id: one, name: person.text('name', at), einheit: unit }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
}
