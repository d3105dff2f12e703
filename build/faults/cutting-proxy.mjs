import net from 'node:net';

/**
 * A line that breaks at a chosen byte: passes TCP on to `target` and, once armed, ends both sides of the connection on which
 * the byte passes, after exactly so many bytes of one direction. It knows nothing of what it carries.
 */
export async function startCuttingProxy(target) {
  const { hostname, port } = new URL(target);
  const sockets = new Set();
  let armed = null;
  const server = net.createServer((near) => {
    const far = net.connect(Number(port), hostname);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    for (const [from, to, direction] of [
      [near, far, 'up'],
      [far, near, 'down'],
    ]) {
      sockets.add(from);
      from.on('close', (hasFailed) => {
        sockets.delete(from);
        // What is on its way still arrives, unless the line broke.
        if (hasFailed) to.destroy();
        else to.end();
      });
      from.on('error', end);
      from.on('data', (bytes) => {
        const left = armed?.direction === direction ? armed.left : Number.POSITIVE_INFINITY;
        if (bytes.length < left) {
          if (armed?.direction === direction) armed.left -= bytes.length;
          if (!to.write(bytes)) {
            from.pause();
            to.once('drain', () => from.resume());
          }
          return;
        }
        const { onCut } = armed;
        armed = null;
        // Bytes before the cut arrive, the rest never does.
        to.end(bytes.subarray(0, left), () => end());
        from.pause();
        onCut();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** The line breaks after `left` more bytes in `direction` ('up' to the server, 'down' from it); resolves when it did. */
    cutAfter: (direction, left) =>
      new Promise((onCut) => {
        armed = { direction, left, onCut };
      }),
    disarm() {
      armed = null;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
