import { expect, test } from 'vitest';
import { kanaele, kanaeleOf, regimes } from '../../../shared/frist/bekanntgabe.ts';
import { computeFrist } from '../../../shared/frist/compute-frist.ts';
import { fristeinheiten } from '../../../shared/frist/fristdauer.ts';
import { gemeindenOf, type Land, laender } from '../../../shared/frist/laender.ts';
import type { Schritt, Warnung } from '../../../shared/frist/schritte.ts';
import { schrittNamen, warnungNamen } from '../../../shared/frist/schritte.ts';
import { addDays } from '../../../shared/frist/tag.ts';
import { de } from '../../../shared/texts/de.ts';

const seen = new Map<string, Set<string>>();

function note(area: string, { text, werte }: Schritt | Warnung): void {
  const key = `frist.${area}.${text}`;
  seen.set(key, new Set([...(seen.get(key) ?? []), ...Object.keys(werte)]));
}

test('F2: every step and warning can occur, has a sentence, and the values that its sentence names', () => {
  for (const regime of regimes) {
    for (const kanal of kanaeleOf(regime)) {
      for (const land of Object.keys(laender) as Land[]) {
        for (let i = kanal === 'festgesetzt' ? 1 : 0; i < 40; i++) {
          const eingabe = {
            ...{ regime, kanal, land, dauer: 1, einheit: fristeinheiten[i % 4]! },
            gemeinde: i % 2 ? (gemeindenOf(land)[0] ?? null) : null,
            ereignis: i === 0 ? null : addDays('2026-03-25', i * (i % 3 === 0 ? 61 : 1)),
            zugang: i === 7 ? '2026-04-20' : null,
            bestritten: i === 1,
          };
          const { schritte, warnungen } = computeFrist(eingabe, '2099-01-01');
          for (const one of schritte) note('schritt', one);
          for (const one of warnungen) note('warnung', one);
        }
      }
    }
  }
  const names = [
    ...schrittNamen.map((name) => `frist.schritt.${name}`),
    ...warnungNamen.map((name) => `frist.warnung.${name}`),
  ];
  expect([...seen.keys()].toSorted()).toEqual(names.toSorted());
  for (const [key, values] of seen) {
    const named = [...(de as Record<string, string>)[key]!.matchAll(/\{([^{}|]+)/g)].map((match) => match[1]!);
    expect([key, ...new Set(named)].toSorted()).toEqual(
      [key, ...values].filter((one) => one === key || named.includes(one)).toSorted(),
    );
  }
  expect(kanaele.every((kanal) => seen.has(`frist.schritt.tag-${kanal}`))).toBe(true);
});
