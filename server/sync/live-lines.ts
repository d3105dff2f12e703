import type { ServerContext } from '../context.ts';
import type { NewHead } from '../move-pending.ts';

const HEARTBEAT_MS = 15_000;
/** The lines are poked at once, then at most so often: a busy Akte must not cost its readers a pull per change. */
const POKE_PAUSE_MS = 250;

/** One open line of a device. */
export interface LiveLine {
  readonly device: string;
  readonly person: string;
  readonly write: (text: string) => void;
  readonly end: () => void;
}

/** The lines that are open at this node. */
export interface LiveLines {
  /** Answers how to take it out again. */
  add(line: LiveLine): () => void;
  readonly count: () => number;
  /** Ends all of them. */
  end(): void;
}

/** Pokes the persons who see what has changed, and ends the lines of revoked devices (S25, S62). */
export function openLiveLines({ sequencer, pool }: ServerContext): LiveLines {
  const open = new Set<LiveLine>();
  let changed: Set<string> | 'unknown' = new Set();
  let pause: NodeJS.Timeout | undefined;

  const pokeAll = async () => {
    const akten = changed;
    changed = new Set();
    const head = sequencer.head();
    const persons = akten === 'unknown' ? null : await personsWhoSee(pool, [...akten]).catch(() => null);
    const event = headEvent(head);
    for (const { person, write } of open) if (!persons || persons.has(person)) write(event);
  };
  const afterPause = () => {
    pause = undefined;
    if (changed === 'unknown' || changed.size > 0) poke();
  };
  const poke = () => {
    pause = setTimeout(afterPause, POKE_PAUSE_MS);
    void pokeAll();
  };
  const stopListening = sequencer.onHead(({ akten }: NewHead) => {
    if (akten === null) changed = 'unknown';
    else if (changed !== 'unknown') for (const akte of akten) changed.add(akte);
    if (!pause) poke();
  });
  const heartbeat = setInterval(() => {
    for (const { write } of open) write(': still here\n\n');
    endRevoked(pool, open).catch(() => undefined);
  }, HEARTBEAT_MS);

  return {
    add(line) {
      open.add(line);
      return () => open.delete(line);
    },
    count: () => open.size,
    end() {
      stopListening();
      clearInterval(heartbeat);
      clearTimeout(pause);
      for (const { end } of open) end();
    },
  };
}

async function personsWhoSee(pool: ServerContext['pool'], akten: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ person: string }>('select distinct person from sicht where akte = any($1)', [
    akten,
  ]);
  return new Set(rows.map(({ person }) => person));
}

/** A revoked device keeps no open line. */
async function endRevoked(pool: ServerContext['pool'], open: Set<LiveLine>): Promise<void> {
  if (open.size === 0) return;
  const { rows } = await pool.query<{ id: string }>(
    `select g.id from geraet g join konto k on k.person = g.person
      where g.id = any($1) and g.gesperrt is null and k.aktiv`,
    [[...open].map(({ device }) => device)],
  );
  const usable = new Set(rows.map(({ id }) => id));
  for (const line of open) {
    if (usable.has(line.device)) continue;
    // At once: it may take long to close, and a write behind its end would be an error that nobody hears.
    open.delete(line);
    line.end();
  }
}

/** One event as the workstations read it. */
export function headEvent(head: number): string {
  return `event: head\ndata: ${JSON.stringify({ head })}\n\n`;
}
