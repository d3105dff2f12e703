import { OPERATION_SCHEMA, type Operation, operationSchema } from '../../shared/change.ts';
import { AppError } from '../../shared/errors.ts';
import type { Db } from '../database.ts';
import { readMeta } from '../read-meta.ts';

const DAY_MS = 86_400_000;
/** So long workstations of the version before may go on. */
const GRACE_DAYS = 90;

/** The schema of operations that is in force here, and the end of the time in which the one before is taken as well (S93). */
export interface SchemaWindow {
  readonly current: number;
  readonly previousUntil: Date;
}

/** The time begins when this database first met a server of that schema, whichever node it was. */
export async function readSchemaWindow(db: Db, now: () => Date, current = OPERATION_SCHEMA): Promise<SchemaWindow> {
  const since = await readMeta(db, `operation-schema-${current}`, () => now().toISOString());
  return { current, previousUntil: new Date(Date.parse(since) + GRACE_DAYS * DAY_MS) };
}

/** An operation as this server understands it, or why it cannot. */
export type ReadOperation =
  | { readonly operation: Operation }
  | { readonly operation: undefined; readonly refusal: 'schema-too-old' | 'operation-invalid' };

/**
 * Reads an operation of the schema in force or, for a time, of the one before. Throws AppError 'server-too-old' for one of a
 * later schema: it is good, but for another server, so that it must not be counted as refused (S94).
 */
export function readOperation(
  v: number,
  raw: Readonly<Record<string, unknown>>,
  { schemas, now }: { readonly schemas: SchemaWindow; readonly now: Date },
): ReadOperation {
  if (v > schemas.current) throw new AppError('server-too-old');
  if (v < oldestSchema(schemas, now)) return { operation: undefined, refusal: 'schema-too-old' };
  // Between the schemas taken nothing but the number differs; what will differ is translated here.
  const { success, data } = operationSchema.safeParse({ ...raw, v: OPERATION_SCHEMA });
  return success ? { operation: data } : { operation: undefined, refusal: 'operation-invalid' };
}

/** Until when operations of this schema are taken, ISO 8601; null when no end is in sight. */
export function takenUntil(schema: number, { current, previousUntil }: SchemaWindow): string | null {
  return schema < current ? previousUntil.toISOString() : null;
}

function oldestSchema({ current, previousUntil }: SchemaWindow, now: Date): number {
  return now < previousUntil ? current - 1 : current;
}
