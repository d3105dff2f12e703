import { AppError } from '../../shared/errors.ts';
import type { ServerContext } from '../context.ts';
import { loadPerson } from '../load-facts.ts';
import { mayRelay } from '../rights.ts';
import type { Caller } from '../route.ts';

/** Throws AppError 'no-right' for who could not keep what the relay answers. */
export async function requireRelayRight(context: ServerContext, caller: Caller): Promise<void> {
  const person = await loadPerson(context.pool, caller.person);
  if (!person || !mayRelay(person)) throw new AppError('no-right');
}
