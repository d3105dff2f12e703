import { useCallback, useEffect, useRef, useState } from 'react';
import { search } from '../../actions/search.ts';
import type { Suchergebnis, Suchfilter, Treffer } from '../../replica-api/search-rows.ts';
import { selectedIn } from '../../state/selection.ts';
import { useQuery } from '../../use-query.ts';
import { addBehind, keepInPlace } from './order-treffer.ts';
import { useSucheState } from './suche-state.ts';

/** Results asked for at once; each answer is one access record. */
const step = 50;
/** A pause in typing after which is searched, milliseconds: long enough that half a word is no search. */
const pauseMs = 500;
const fewestLetters = 3;

/** The search of the screen: asks when the person pauses, presses Enter, narrows, or when something was taken out. */
export function useSuche() {
  const { text, filter, found } = useSucheState();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const turn = useRef(0);
  const stand = useQuery('suchstand', {});

  const ask = useCallback(async (offset: number) => {
    const { text, filter, found: before } = useSucheState.getState();
    const wanted = text.trim();
    turn.current += 1;
    const mine = turn.current;
    if (wanted === '') return useSucheState.setState({ found: null });
    setRunning(true);
    setError(null);
    try {
      let first: readonly Treffer[] = [];
      const show = (answer: Suchergebnis, isFirst: boolean) => {
        if (mine !== turn.current) return;
        const treffer =
          offset > 0
            ? addBehind(before?.treffer ?? [], answer.treffer)
            : keepInPlace(first, answer.treffer, selectedIn('suche'));
        if (isFirst) first = treffer;
        const loaded = offset + answer.treffer.length;
        useSucheState.setState({ found: { ...answer, treffer, text: wanted, filter, isFirst, loaded } });
      };
      // More of a list that is there already comes as a whole.
      const onFirst = offset > 0 ? () => undefined : (first: Suchergebnis) => show(first, true);
      show(await search({ text: wanted, filter, offset, limit: step }, onFirst), false);
    } catch (failure) {
      if (mine === turn.current) setError(failure);
    } finally {
      if (mine === turn.current) setRunning(false);
    }
  }, []);

  // What was not read yet when the answer was given may be found now.
  const isBehind = found !== null && found.behind !== null && stand !== undefined && stand.caughtUp > found.behind;
  useEffect(() => {
    if (isBehind) void ask(0);
  }, [isBehind, ask]);

  const isAnswered = found !== null && found.text === text.trim() && found.filter === filter;
  useEffect(() => {
    if (isAnswered || (text.trim().length < fewestLetters && text !== '')) return;
    const timer = setTimeout(() => void ask(0), pauseMs);
    return () => clearTimeout(timer);
  }, [text, isAnswered, ask]);

  // What a withdrawn right took out of the index must not stay on the screen.
  const removals = stand?.removals;
  const seen = useRef(removals);
  useEffect(() => {
    const isNew = seen.current !== undefined && removals !== undefined && removals !== seen.current;
    seen.current = removals;
    if (isNew && useSucheState.getState().found) void ask(0);
  }, [removals, ask]);

  return {
    text,
    filter,
    found,
    stand,
    isRunning,
    error,
    setText: (next: string) => useSucheState.setState({ text: next }),
    setFilter: (change: Partial<Suchfilter>) => {
      useSucheState.setState((state) => ({ filter: { ...state.filter, ...change } }));
      void ask(0);
    },
    apply: ({ text, filter }: { readonly text: string; readonly filter: Suchfilter }) => {
      useSucheState.setState({ text, filter });
      void ask(0);
    },
    now: () => void ask(0),
    more: () => void ask(found?.loaded ?? 0),
  };
}

export type Suche = ReturnType<typeof useSuche>;
