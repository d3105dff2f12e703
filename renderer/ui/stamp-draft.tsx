import { useState } from 'react';
import type { StampKind } from '../../shared/pdf/stamp/stamp-kind.ts';
import { missingStampFields, type StampValues } from '../../shared/pdf/stamp/stamp-values.ts';
import { SelectField } from './field.tsx';
import { StampForm } from './stamp-form.tsx';
import { useTexts } from './use-texts.ts';

interface DraftStart {
  /** Name of whoever fills it in. */
  readonly person: string;
  readonly kinds: readonly StampKind[];
  readonly first: StampKind | undefined;
  readonly prefill: (kind: StampKind) => StampValues;
  /** Fields that nobody is asked for here. */
  readonly without?: (kind: StampKind) => ReadonlySet<string>;
}

/** What a stamp shall say, while a person is asked. */
export type StampDraft = ReturnType<typeof useStampDraft>;

/** Begins with the first kind; `kind` is undefined when the person may use none. */
export function useStampDraft({ person, kinds, first, prefill, without = () => nothing }: DraftStart) {
  const [kind, setKind] = useState(first);
  const [values, setValues] = useState<StampValues>(() => (first ? prefill(first) : {}));
  const [isTried, setTried] = useState(false);
  const unasked = kind ? without(kind) : nothing;
  const missing = kind ? missingStampFields(kind, values).filter((name) => !unasked.has(name)) : [];
  return {
    person,
    kind,
    values,
    unasked,
    setValues,
    /** Names of empty fields, as soon as the person tried to go on. */
    missing: isTried ? missing : [],
    choose: (id: string) => {
      const next = kinds.find((each) => each.id === id);
      if (!next) return;
      setKind(next);
      setValues(prefill(next));
      setTried(false);
    },
    /** Answers whether everything is filled in, and points out what is not. */
    check: () => {
      setTried(true);
      return missing.length === 0;
    },
  };
}

const nothing: ReadonlySet<string> = new Set();

interface StampDraftFormProps {
  readonly kinds: readonly StampKind[];
  readonly draft: StampDraft;
  /** Of a receipt: whether the record knows its date; absent where nothing needs to be said. */
  readonly hasReceipt?: boolean;
}

/** Which kind, and its fields. */
export function StampDraftForm({ kinds, draft, ...receipt }: StampDraftFormProps) {
  const { t, language } = useTexts();
  const { person, kind, values, missing, unasked } = draft;
  if (!kind) return null;
  return (
    <>
      <SelectField
        label={t('dok.stamp.kind')}
        value={kind.id}
        options={kinds.map(({ id, title }) => ({ value: id, label: title[language] }))}
        onChange={draft.choose}
      />
      <StampForm
        person={person}
        kind={kind}
        values={values}
        missing={missing}
        without={unasked}
        {...receipt}
        onChange={draft.setValues}
      />
    </>
  );
}
