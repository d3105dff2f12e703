import { afterEach, expect, test, vi } from 'vitest';
import { answerLeaving, holdInput, holdWindowInput, leaveAll, useLeaving } from '../../../renderer/state/leaving.ts';
import { goBack, navigate, navigateFromWindow, startRoute, useRoute } from '../../../renderer/state/route.ts';

let drop = () => {};
afterEach(() => {
  drop();
  answerLeaving(false);
  useRoute.setState({ route: startRoute, trail: [] });
});

const at = () => useRoute.getState().route;
const isAsking = () => useLeaving.getState().go !== null;

test('H32: a screen that holds input is left only when the person says so, whatever leads away', () => {
  let isHeld = false;
  drop = holdInput('screen', () => isHeld);
  navigate('stempel');
  expect([at(), isAsking()]).toEqual(['stempel', false]);
  isHeld = true;
  navigate('stempel');
  expect(isAsking()).toBe(false);
  for (const go of [() => navigate('akten'), goBack]) {
    go();
    expect([at(), isAsking()]).toEqual(['stempel', true]);
    answerLeaving(false);
    expect([at(), isAsking()]).toEqual(['stempel', false]);
  }
  navigate('akten');
  answerLeaving(true);
  expect([at(), isAsking()]).toEqual(['akten', false]);
  expect(useRoute.getState().trail).toEqual([startRoute, 'stempel']);
});

test('H32: what is typed into a window counts at the lock alone, and no longer once the window is gone', () => {
  let locked = 0;
  const lock = () => leaveAll(() => void locked++);
  drop = holdWindowInput(() => true);
  navigate('akten');
  expect([at(), isAsking()]).toEqual(['akten', false]);
  lock();
  expect([locked, isAsking()]).toEqual([0, true]);
  answerLeaving(true);
  expect([locked, isAsking()]).toEqual([1, false]);
  drop();
  lock();
  expect(locked).toBe(2);
});

test('H32: what leads away from inside a window asks once, for the window and the screen under it', () => {
  let closed = 0;
  const go = () => navigateFromWindow('konflikt/k1', () => void closed++);
  const [dropWindow, dropScreen] = [holdWindowInput(() => true), holdInput('screen', () => true)];
  drop = () => {
    dropWindow();
    dropScreen();
  };
  go();
  expect([at(), isAsking(), closed]).toEqual([startRoute, true, 0]);
  answerLeaving(false);
  expect([at(), isAsking(), closed]).toEqual([startRoute, false, 0]);
  go();
  expect(useLeaving.getState().isLock).toBe(false);
  answerLeaving(true);
  expect([at(), isAsking(), closed]).toEqual(['konflikt/k1', false, 1]);
  drop();
  useRoute.setState({ route: startRoute, trail: [] });
  go();
  expect([at(), isAsking(), closed]).toEqual(['konflikt/k1', false, 2]);
});

test('H32: whoever asked for the lock and left finds it locked; who answers is waited for no longer', () => {
  vi.useFakeTimers();
  try {
    let locked = 0;
    const lock = () => leaveAll(() => void locked++);
    drop = holdWindowInput(() => true);
    lock();
    expect(useLeaving.getState().isLock).toBe(true);
    vi.advanceTimersByTime(30_000);
    // Wanted again, in whichever window: that wins no time.
    lock();
    vi.advanceTimersByTime(29_000);
    expect([locked, isAsking()]).toEqual([0, true]);
    vi.advanceTimersByTime(1_000);
    expect([locked, isAsking()]).toEqual([1, false]);
    // She stays, and asks again later: the first minute is over.
    lock();
    vi.advanceTimersByTime(30_000);
    answerLeaving(false);
    lock();
    vi.advanceTimersByTime(59_000);
    expect(locked).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(locked).toBe(2);
    // The way to another screen waits as long as she likes.
    drop();
    drop = holdInput('screen', () => true);
    navigate('akten');
    expect(useLeaving.getState().isLock).toBe(false);
    vi.advanceTimersByTime(600_000);
    expect([at(), isAsking()]).toEqual([startRoute, true]);
  } finally {
    vi.useRealTimers();
  }
});
