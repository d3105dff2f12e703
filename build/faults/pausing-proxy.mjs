import http from 'node:http';

/**
 * A proxy between the app and the agency server that can hold back the answer of a push, so that a kill lands between
 * request and acknowledgement, or cut every connection as if the cable were out. The Host header stays as the app sent it.
 */
export async function startPausingProxy(origin) {
  let target = new URL(origin);
  const state = { isCut: false, holdsAnswers: false, openPushes: 0 };
  const waiting = new Set();
  let onPassed = () => {};

  const server = http.createServer((request, response) => {
    if (state.isCut) return request.socket.destroy();
    const isPush = request.url === '/v1/sync/push';
    if (isPush) state.openPushes += 1;
    response.once('close', () => {
      if (isPush) state.openPushes -= 1;
    });
    const { method, url: path, headers } = request;
    const { hostname, port } = target;
    const forwarded = http.request({ hostname, port, method, path, headers }, async (answer) => {
      if (isPush) {
        onPassed();
        if (state.holdsAnswers) await new Promise((release) => waiting.add(release));
      }
      if (response.destroyed) return answer.resume();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.once('error', () => response.destroy());
    request.once('close', () => {
      if (!request.complete) forwarded.destroy();
    });
    response.once('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  const release = () => {
    for (const go of waiting) go();
    waiting.clear();
  };
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** The server was started again and listens elsewhere. */
    retarget(next) {
      target = new URL(next);
    },
    /** Whether a push is under way: the app has sent it and not heard the answer. */
    hasOpenPush: () => state.openPushes > 0,
    /** From now on answers to pushes wait; resolves true when the server has answered one, false after `timeoutMs`. */
    holdNextPush(timeoutMs) {
      state.holdsAnswers = true;
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), timeoutMs);
        onPassed = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
    },
    /** Answers pass again, the held ones too. */
    letPass() {
      state.holdsAnswers = false;
      onPassed = () => {};
      release();
    },
    cut(isCut) {
      state.isCut = isCut;
      if (isCut) server.closeAllConnections();
    },
    stop() {
      release();
      server.closeAllConnections();
      server.close();
    },
  };
}
