/** Compares what the app called saved with what the server's database holds; one verdict per promise. */
export async function judge({ ledger, rows, wanted, storage, waiting, server }) {
  const received = await server.receivedValues(ledger.mark);
  const lost = ledger.saved.filter(({ value }) => !received.has(value));
  const lostFiles = ledger.files.filter(({ sha }) => !server.holdsBytes(sha));
  const twice = [...received].filter(([, count]) => count > 1);
  const pushKills = rows.filter(({ target }) => target === 'between');
  const between = pushKills.filter((row) => row['between request and answer']).length;
  const wantedBetween = Math.min(20, pushKills.length);
  const faults = Object.keys(wanted);
  return {
    table: faults.map((fault) => countFault(fault, { rows, lost, lostFiles })),
    verdicts: [
      ...faults.map((fault) => ({
        promise: `${fault}: every run ended well`,
        ...judgeRuns(rows, fault, wanted[fault]),
      })),
      verdict('kills between push and its answer', `${between}, wanted ${wantedBetween}`, between >= wantedBetween),
      verdict('I8: acknowledged changes lost', `${lost.length} of ${ledger.saved.length}`, lost.length === 0),
      verdict('I8: acknowledged files lost', `${lostFiles.length} of ${ledger.files.length}`, lostFiles.length === 0),
      verdict('I3: changes received twice', ...isZero(twice.length)),
      verdict('I3: operations applied twice to one record', ...isZero(await server.countDoubles())),
      verdict('I4: devices with a hole in their numbers', ...isZero(await server.countHoles())),
      verdict('operations received', await server.countOperations(), received.size > 0),
      verdict('everything sent in the end', waiting, waiting === 0),
      ...(storage
        ? [
            verdict(
              'I8: signed PDF unsent while IndexedDB and OPFS are deleted',
              storage.sha,
              server.holdsBytes(storage.sha),
            ),
            verdict('folders deleted', storage.deleted.join(' '), storage.deleted.length >= 2),
          ]
        : []),
    ],
  };
}

/** How a run may end; everything else is a failure. */
const good = ['healed', 'detected', 'not there'];

function countFault(fault, { rows, lost, lostFiles }) {
  const runs = rows.filter((row) => row.fault === fault);
  const count = (verdict) => runs.filter((row) => row.verdict === verdict).length;
  const [detected, healed] = [count('detected'), count('healed')];
  const isOf = (entry) => entry.fault === fault;
  const bad = runs.filter((row) => !good.includes(row.verdict)).length;
  return {
    fault,
    runs: runs.length,
    detected,
    healed,
    bad,
    lost: lost.filter(isOf).length + lostFiles.filter(isOf).length,
  };
}

function judgeRuns(rows, fault, wanted) {
  const runs = rows.filter((row) => row.fault === fault);
  const bad = runs.filter(({ verdict }) => !good.includes(verdict));
  const hasHappened = runs.some(({ verdict }) => verdict === 'healed' || verdict === 'detected');
  const found = bad.map(({ run, verdict }) => `run ${run}: ${verdict}`).join('; ') || `${runs.length} of ${wanted}`;
  return { found, ok: bad.length === 0 && runs.length === wanted && (wanted === 0 || hasHappened) };
}

const verdict = (promise, found, ok) => ({ promise, found, ok });
const isZero = (count) => [count, count === 0];
