import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inNode } from './support/in-node';

/** Serves whatever `answer` does and downloads from there with short limits. */
async function downloadFrom(answer: (server: Server) => void) {
  const server = createServer();
  answer(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const port = (server.address() as AddressInfo).port;
    return await inNode({ port }, async ({ lib, fakes, args }) => {
      const { download } = await lib('download');
      const { ctx } = fakes.fakeContext({ fetch: globalThis.fetch });
      const content = await download(ctx, `http://127.0.0.1:${args.port}/file`, { answerMs: 300, idleMs: 300 });
      return (content as Buffer).toString();
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('downloads', () => {
  test('a file arrives whole', async () => {
    await expect(
      downloadFrom((server) => server.on('request', (_, response) => response.end('the file'))),
    ).resolves.toBe('the file');
  });

  test('a server that does not answer is given up', async () => {
    await expect(downloadFrom((server) => server.on('request', () => {}))).rejects.toMatchObject({
      kind: 'Absent',
      message: expect.stringMatching(/did not answer within 0\.3 s$/),
    });
  });

  test('a server that falls silent half-way is given up', async () => {
    const download = downloadFrom((server) =>
      server.on('request', (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
      }),
    );
    await expect(download).rejects.toMatchObject({
      kind: 'Absent',
      message: expect.stringMatching(/sent nothing for 0\.3 s$/),
    });
  });

  test('a refusal is told', async () => {
    const download = downloadFrom((server) => server.on('request', (_, response) => response.writeHead(404).end()));
    await expect(download).rejects.toMatchObject({ kind: 'Absent', message: expect.stringMatching(/answered 404$/) });
  });
});
