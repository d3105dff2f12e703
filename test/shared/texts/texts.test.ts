import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { de } from '../../../shared/texts/de.ts';
import { en } from '../../../shared/texts/en.ts';
import { translate } from '../../../shared/texts/translate.ts';

const root = path.join(import.meta.dirname, '../../..');
const keys = Object.keys(de) as (keyof typeof de)[];

test('German and English have the same keys and the same placeholders', () => {
  expect(Object.keys(en).toSorted()).toEqual(keys.toSorted());
  for (const key of keys) expect([key, ...placeholders(en[key])]).toEqual([key, ...placeholders(de[key])]);
});

test('no text is empty and none is unused', () => {
  const source = ['renderer', 'shared'].map((folder) => readSources(path.join(root, folder))).join('\n');
  const prefixes = [...source.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((match) => match[1] ?? '');
  const areas = [
    'feld.',
    'kanal.',
    'quelle.',
    'was.',
    'typ.',
    'vertraulichkeit.',
    'status.',
    'anmerkung.',
    'bewertung.',
  ];
  const isUsed = (key: string) =>
    source.includes(`'${key}'`) || [...prefixes, ...areas].some((prefix) => key.startsWith(prefix));
  expect(keys.filter((key) => !de[key].trim() || !en[key].trim())).toEqual([]);
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});

test('a text chooses its words by the number', () => {
  expect(translate('de', 'status.waiting', { n: 1 })).toBe('1 Vorgang wartet auf die Behörde');
  expect(translate('de', 'status.waiting', { n: 1200 })).toBe('1.200 Vorgänge warten auf die Behörde');
  expect(translate('en', 'status.waiting', { n: 2 })).toBe('2 cases are waiting for the authority');
});

function placeholders(text: string): readonly string[] {
  const names = [...text.matchAll(/\{([^{}|]+)/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].toSorted();
}

function readSources(folder: string): string {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.tsx?$/.test(name) && !/texts\/.*-?(de|en)\.ts$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
}
