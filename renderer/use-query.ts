import { useEffect, useState } from 'react';
import type { Queries, QueryName } from './replica-api/live-queries.ts';
import { subscribe } from './replica-client.ts';

/** The live answer to a question; undefined until the first one. Asks anew when name or input change, keeping the old answer until then. */
export function useQuery<N extends QueryName>(name: N, input: Queries[N]['input']): Queries[N]['output'] | undefined {
  const [value, setValue] = useState<Queries[N]['output']>();
  const key = JSON.stringify(input);
  useEffect(() => subscribe(name, JSON.parse(key) as Queries[N]['input'], setValue), [name, key]);
  return value;
}
