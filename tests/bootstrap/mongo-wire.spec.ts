import { BSON } from 'mongodb';
import { inNode } from './support/in-node';

interface Behaviour {
  replSet?: boolean;
  config?: object;
}

const demand = (behaviour: Behaviour) =>
  inNode({ behaviour }, async ({ lib, fakes, args }) => {
    const { demandReplicaSet } = await lib('mongo-wire');
    const { port } = await fakes.fakeMongo(fakes.mongodBehaviour(args.behaviour));
    return ((await demandReplicaSet(`mongodb://someone:secret@127.0.0.1:${port}/hazflow`)) as string).replace(
      String(port),
      'PORT',
    );
  });

describe('the MongoDB that MONGODB_URI names', () => {
  test('a standalone mongod is refused with the reason and the way out, without its password', async () => {
    const failure = (await demand({}).catch((error: Error) => error)) as Error & { kind: string };
    expect(failure.kind).toBe('Failure');
    expect(failure.message).toMatch(
      /^The mongod at 127\.0\.0\.1:\d+ \(MONGODB_URI\) is a standalone server, .* one transaction.*--replSet rs0 and run rs\.initiate\(\) once\.$/,
    );
    expect(failure.message).not.toContain('secret');
  });

  test('one that was never initiated is told apart', async () => {
    await expect(demand({ replSet: true })).rejects.toThrow('was started with --replSet but never initiated');
  });

  test('a replica set is accepted', async () => {
    await expect(
      demand({ replSet: true, config: { _id: 'rs7', version: 1, members: [{ _id: 0, host: 'a:1' }] } }),
    ).resolves.toBe('replica set rs7 at 127.0.0.1:PORT');
  });

  test.each([
    [
      'mongodb://a,b:27018/db',
      [
        { host: 'a', port: 27017, tls: false },
        { host: 'b', port: 27018, tls: false },
      ],
    ],
    ['mongodb://user:p%40ss@db.example:27019/?tls=true', [{ host: 'db.example', port: 27019, tls: true }]],
    ['mongodb://[::1]:27020', [{ host: '::1', port: 27020, tls: false }]],
  ])('%s names its servers', async (uri, servers) => {
    expect(
      await inNode({ uri }, async ({ lib, args }) => (await lib('mongo-wire')).serversOf(args.uri) as Promise<unknown>),
    ).toEqual(servers);
  });

  test('what is no connection string is refused', async () => {
    await expect(
      inNode({}, async ({ lib }) => (await lib('mongo-wire')).serversOf('localhost:27017') as Promise<unknown>),
    ).rejects.toThrow('not a MongoDB connection string');
  });
});

describe('a mongod started here becomes a one-node replica set', () => {
  const initiate = (behaviour: Behaviour) =>
    inNode({ behaviour }, async ({ lib, fakes, args }) => {
      const { initiateReplicaSet } = await lib('mongo-wire');
      const server = await fakes.fakeMongo(fakes.mongodBehaviour(args.behaviour));
      await initiateReplicaSet({ host: '127.0.0.1', port: server.port }, 'rs0');
      return { member: `127.0.0.1:${server.port}`, commands: server.commands as Record<string, unknown>[] };
    });

  test('a new one is initiated with itself as the only member', async () => {
    const { member, commands } = await initiate({ replSet: true });
    expect(commands.at(-1)).toMatchObject({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: member }] } });
  });

  test('one whose data know it under another port is moved to the new one', async () => {
    const { member, commands } = await initiate({
      replSet: true,
      config: { _id: 'rs0', version: 3, members: [{ _id: 0, host: '127.0.0.1:1' }] },
    });
    expect(commands.at(-1)).toMatchObject({
      replSetReconfig: { _id: 'rs0', version: 4, members: [{ _id: 0, host: member }] },
      force: true,
    });
  });
});

describe('BSON, held against the driver', () => {
  const document = {
    hello: 1,
    big: 2 ** 40,
    half: 0.5,
    negative: -7,
    text: '会审 joint review',
    empty: '',
    yes: true,
    no: false,
    nothing: null,
    list: [1, 'b', { c: [true] }],
    nested: { a: { b: {} } },
  };

  test('what is written here the driver reads', async () => {
    const hex = await inNode({ document }, async ({ lib, args }) =>
      ((await lib('bson')).encode(args.document) as Buffer).toString('hex'),
    );
    expect(BSON.deserialize(Buffer.from(hex, 'hex'))).toEqual(document);
  });

  test('what the driver writes is read here, with ids, dates and times of a real answer', async () => {
    const written = BSON.serialize({
      ...document,
      id: new BSON.ObjectId('65f000000000000000000001'),
      at: new Date(1_795_527_566_000),
      long: BSON.Long.fromNumber(2 ** 45),
      clock: new BSON.Timestamp({ t: 1, i: 2 }),
      hash: new BSON.Binary(Buffer.from('abc')),
    });
    const read = await inNode(
      { hex: Buffer.from(written).toString('hex') },
      async ({ lib, args }) => (await lib('bson')).decode(Buffer.from(args.hex, 'hex')) as Promise<unknown>,
    );
    expect(read).toEqual({
      ...document,
      id: '65f000000000000000000001',
      at: 1_795_527_566_000,
      long: 2 ** 45,
      clock: 2 ** 32 + 2,
    });
  });
});
