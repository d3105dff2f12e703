import type { z } from 'zod';
import type { Datensatz } from '../../shared/akte.ts';
import { recordsAnswerSchema, recordsRequestSchema } from '../../shared/sync-protocol.ts';
import type { ServerContext } from '../context.ts';
import { callerOf, type Route } from '../route.ts';

/** `POST /v1/sync/records`: single records as they are now, as far as this person may see them (R95 of docs/spec/replica.md). */
export function recordsRoute({ pool }: ServerContext): Route {
  return {
    method: 'POST',
    url: '/v1/sync/records',
    rule: {
      access: 'device',
      summary: 'Single records as they are now, for a workstation on which they were damaged.',
      body: recordsRequestSchema,
      answer: recordsAnswerSchema,
    },
    async handle(request) {
      const { records } = request.body as z.infer<typeof recordsRequestSchema>;
      const { rows } = await pool.query<{ d: Datensatz }>(
        `select jsonb_build_object('art', r.art, 'id', r.id, 'akte', r.akte, 'rev', r.rev, 'felder', r.d -> 'felder') as d
           from unnest($2::text[], $3::text[]) as asked (art, id)
           join datensatz r on r.art = asked.art and r.id = asked.id
          where r.akte is null or exists (select from sicht where sicht.person = $1 and sicht.akte = r.akte)`,
        [callerOf(request).person, records.map(({ art }) => art), records.map(({ id }) => id)],
      );
      return { records: rows.map(({ d }) => d) };
    },
  };
}
