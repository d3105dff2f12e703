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
  /** Throws AppError with main's code. */
  call<C extends WorkerCall>(call: C, input: WorkerInput<C>): Promise<WorkerOutput<C>>;
}

/** Calls main over the one MessagePort that it gave to this worker. */
export function connectMain(port: MessagePort): MainPort {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let lastId = 0;
  port.onmessage = ({ data }) => {
    const answer = workerAnswerSchema.safeParse(data);
    if (!answer.success) return;
    const call = waiting.get(answer.data.id);
    waiting.delete(answer.data.id);
    if (answer.data.ok) call?.resolve(answer.data.value);
    else call?.reject(new AppError(answer.data.code));
  };
  port.start();
  return {
    call<C extends WorkerCall>(call: C, input: WorkerInput<C>): Promise<WorkerOutput<C>> {
      const id = ++lastId;
      return new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        port.postMessage({ id, call, input });
      }).then((value) => workerPort[call].output.parse(value) as WorkerOutput<C>);
    },
  };
}
