import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import {
  type WorkerCall,
  type WorkerInput,
  type WorkerOutput,
  workerAnswerSchema,
  workerPort,
} from '../../shared/worker-port.ts';

/** The replica's only way to main: journal, keys and unsent bytes. */
export interface MainPort {
  /** Throws AppError with main's code; 'answer-invalid' when its answer cannot be read or will never come. */
  call<C extends WorkerCall>(call: C, input: WorkerInput<C>): Promise<WorkerOutput<C>>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What names its call, however little of the rest can be read. */
const namedSchema = z.object({ id: z.number().int() });

/** Calls main over the one MessagePort that it gave to this worker. */
export function connectMain(port: MessagePort): MainPort {
  const waiting = new Map<number, Waiting>();
  /** Refused here before main answered: what it says yet concerns nobody. */
  const givenUp = new Set<number>();
  let lastId = 0;
  let isClosed = false;
  const take = (id: number) => {
    const call = waiting.get(id);
    waiting.delete(id);
    return call;
  };
  // Which call the answer was for cannot be told: whoever waits must not wait for ever.
  const refuseAll = (cause: unknown) => {
    for (const id of [...waiting.keys()]) {
      givenUp.add(id);
      take(id)?.reject(new AppError('answer-invalid', { cause }));
    }
  };
  port.onmessage = ({ data }) => {
    const answer = workerAnswerSchema.safeParse(data);
    const named = namedSchema.safeParse(data);
    if (named.success && givenUp.delete(named.data.id)) return;
    if (!named.success || !waiting.has(named.data.id)) refuseAll(answer.error ?? named.error);
    const call = named.success ? take(named.data.id) : undefined;
    if (!answer.success) call?.reject(new AppError('answer-invalid', { cause: answer.error }));
    else if (answer.data.ok) call?.resolve(answer.data.value);
    else call?.reject(new AppError(answer.data.code));
  };
  port.onmessageerror = ({ data }) => refuseAll(data);
  port.addEventListener('close', () => {
    isClosed = true;
    refuseAll('closed');
  });
  port.start();
  return {
    async call<C extends WorkerCall>(call: C, input: WorkerInput<C>): Promise<WorkerOutput<C>> {
      if (isClosed) throw new AppError('answer-invalid', { cause: 'closed' });
      const id = ++lastId;
      const value = await new Promise<unknown>((resolve, reject) => {
        port.postMessage({ id, call, input });
        waiting.set(id, { resolve, reject });
      });
      const output = workerPort[call].output.safeParse(value);
      if (!output.success) throw new AppError('answer-invalid', { cause: output.error });
      return output.data as WorkerOutput<C>;
    },
  };
}
