/** Compares what the app called saved with what the server's database holds; one verdict per promise. */
export async function judge({ outcome, server, kills }) {
  const received = await server.receivedValues(outcome.mark);
  const lost = outcome.saved.filter((value) => !received.has(value));
  const twice = [...received].filter(([, count]) => count > 1);
  const between = outcome.rows.filter((row) => row['between request and answer']).length;
  const wantedBetween = Math.min(20, Math.ceil(kills * 0.4));
  const verdict = (promise, found, ok) => ({ promise, found, ok });
  return [
    verdict('kills', `${outcome.rows.length} of ${kills}`, outcome.rows.length === kills),
    verdict(`kills between push and its answer, at least ${wantedBetween}`, between, between >= wantedBetween),
    verdict('I8: acknowledged changes lost', `${lost.length} of ${outcome.saved.length}`, lost.length === 0),
    verdict('I3: changes received twice', twice.length, twice.length === 0),
    verdict('I3: operations applied twice to one record', ...isZero(await server.countDoubles())),
    verdict('I4: devices with a hole in their numbers', ...isZero(await server.countHoles())),
    verdict('operations received', await server.countOperations(), received.size > 0),
    verdict('everything sent in the end', outcome.waiting, outcome.waiting === 0),
    verdict(
      'I8: signed PDF unsent while IndexedDB and OPFS are deleted',
      outcome.pdf.sha,
      server.holdsBytes(outcome.pdf.sha),
    ),
    verdict('folders deleted', outcome.pdf.deleted.join(' '), outcome.pdf.deleted.length >= 2),
  ];
}

const isZero = (count) => [count, count === 0];
