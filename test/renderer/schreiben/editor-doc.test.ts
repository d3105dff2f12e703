import { EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { toBloecke, toDoc } from '../../../renderer/screens/schreiben/editor-doc.ts';
import { editorPlugins, nextPlatzhalter } from '../../../renderer/screens/schreiben/editor-keys.ts';
import { readDraft } from '../../../renderer/screens/schreiben/schreiben-draft.ts';
import { draftLimit, draftSchema } from '../../../shared/draft.ts';
import { plainSchreiben, type SchreibenBlock, schreibenLimits } from '../../../shared/schreiben/schreiben.ts';
import { sampleBrief } from '../../fixtures/schreiben/sample-schreiben.ts';

test('T1: what is written goes into the editor and comes back as it was, open places too', () => {
  const open: SchreibenBlock = {
    art: 'absatz',
    laeufe: [{ text: 'Sehr geehrte ' }, { feld: 'Anrede' }, { text: ',' }],
  };
  const bloecke = [open, ...sampleBrief.bloecke];
  const doc = toDoc(bloecke);
  doc.check();
  expect(plainSchreiben({ ...sampleBrief, bloecke: toBloecke(doc) })).toEqual(
    plainSchreiben({ ...sampleBrief, bloecke }),
  );
  expect(toBloecke(toDoc([]))).toEqual([{ art: 'absatz', laeufe: [] }]);
});

test('T2: a text that could not be kept or become a file is not taken, and one that can always fits the draft', () => {
  let told = 0;
  const plugins = editorPlugins(
    () => undefined,
    () => told++,
  );
  const state = EditorState.create({ doc: toDoc(sampleBrief.bloecke), plugins });
  const add = (text: string) => state.applyTransaction(state.tr.insertText(text, 1)).state;
  expect(add('x'.repeat(schreibenLimits.json)).doc.eq(state.doc)).toBe(true);
  expect(told).toBe(1);
  const large = add('"'.repeat(schreibenLimits.json / 2 - 10_000));
  expect(large.doc.eq(state.doc)).toBe(false);
  const draft = {
    basis: null,
    dokumenttyp: 'x',
    isProven: true,
    isChanged: true,
    schreiben: { ...sampleBrief, bloecke: toBloecke(large.doc) },
  };
  const kept = JSON.stringify(draft);
  expect(kept.length).toBeLessThan(draftLimit);
  expect(draftSchema.safeParse({ route: 'x', scrollTop: 0, fields: { k: kept } }).success).toBe(true);
});

test('T3: a kept draft is read again with a date half typed, and damage counts as none', () => {
  const draft = {
    basis: null,
    dokumenttyp: 'Vermerk',
    isProven: true,
    isChanged: true,
    schreiben: { ...sampleBrief, datum: '23.1' },
  };
  expect(readDraft(JSON.stringify(draft))).toEqual(draft);
  for (const broken of [undefined, '{', '{}', JSON.stringify({ ...draft, schreiben: {} })])
    expect(readDraft(broken)).toBeUndefined();
});

test('T4: F8 goes from one open place to the next and begins again', () => {
  const laeufe = [{ feld: 'A' }, { text: ' und ' }, { feld: 'B' }];
  let state = EditorState.create({ doc: toDoc([{ art: 'absatz', laeufe }]) });
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 1)));
  const seen: number[] = [];
  for (let i = 0; i < 3; i++) {
    nextPlatzhalter(state, (tr) => {
      state = state.apply(tr);
    });
    seen.push(state.selection.from);
  }
  expect(seen).toEqual([1, 7, 1]);
});
