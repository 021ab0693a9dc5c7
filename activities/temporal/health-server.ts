import { createServer, type Server } from 'node:http';

/** Answers probes: 200 while `ready` holds, else 503. */
export function serveHealth(port: number, ready: () => Promise<boolean>): Server {
  return createServer((request, response) => {
    if (request.url !== '/health/live' && request.url !== '/health/ready') {
      response.writeHead(404).end();
      return;
    }
    const probe = request.url === '/health/live' ? Promise.resolve(true) : ready().catch(() => false);
    void probe.then((ok) =>
      response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ ok })),
    );
  }).listen(port);
}
