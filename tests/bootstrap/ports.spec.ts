import { createServer, type AddressInfo, type Server } from 'node:net';
import { inNode } from './support/in-node';

describe('ports', () => {
  let taker: Server;
  let taken: number;

  beforeEach(async () => {
    taker = createServer();
    await new Promise<void>((resolve) => taker.listen(0, '127.0.0.1', resolve));
    taken = (taker.address() as AddressInfo).port;
  });

  afterEach(() => {
    taker.close();
  });

  test('a taken port is refused with the way round it', async () => {
    const demand = inNode(
      { taken },
      async ({ lib, args }) =>
        (await lib('ports')).demandPort(args.taken, '127.0.0.1', 'the API', '--port') as Promise<void>,
    );
    await expect(demand).rejects.toMatchObject({
      kind: 'Failure',
      message: `Port ${taken} for the API is taken by another program: stop that program or choose another port with --port.`,
    });
  });

  test('a wished port is kept when it is free and replaced when it is taken', async () => {
    const [free, preferred, replaced] = await inNode({ taken }, async ({ lib, args }) => {
      const { freePort, preferPort } = await lib('ports');
      const free = (await freePort()) as number;
      return [free, (await preferPort(free)) as number, (await preferPort(args.taken)) as number] as const;
    });
    expect(preferred).toBe(free);
    expect(replaced).not.toBe(taken);
    expect(replaced).toBeGreaterThan(1023);
  });

  test('an address of another machine is refused', async () => {
    const demand = inNode(
      {},
      async ({ lib }) => (await lib('ports')).demandPort(3000, '192.0.2.1', 'the API', '--port') as Promise<void>,
    );
    await expect(demand).rejects.toThrow('192.0.2.1 is not an address of this machine.');
  });
});
