import request from 'supertest';
import { loadReference } from '../../seeds/reference';
import { freshMongoUri, signIn, startApi } from '../support/api-app';
import { startRelay } from '../support/tcp-relay';

/** Asks until the answer has the status; the test's own time limit ends it. */
async function until(status: number, ask: () => Promise<request.Response>): Promise<request.Response> {
  for (;;) {
    const answer = await ask();
    if (answer.status === status) return answer;
  }
}

test('while MongoDB is away everything says 503 quickly; when it is back, sessions go on', async () => {
  const direct = freshMongoUri();
  const [, host = '', port = '', database = ''] = /^mongodb:\/\/([^:/]+):(\d+)\/([^?]+)/.exec(direct) ?? [];
  const relay = await startRelay(host, Number(port));
  const through = `mongodb://127.0.0.1:${relay.port}/${database}?directConnection=true`;
  const seeded = await startApi({ env: { MONGODB_URI: direct } });
  const api = await startApi({ withoutSeeds: true, env: { MONGODB_URI: through } });
  try {
    const officer = await signIn(api.url, 'emb.officer1');
    await officer.get('/api/v1/profile').expect(200);

    await relay.cut();
    const started = Date.now();
    const answers = await Promise.all([
      officer.get('/api/v1/profile'),
      officer.patch('/api/v1/profile').send({ phone: '0575-33333333' }),
      request(api.url)
        .post('/api/v1/auth/login')
        .send({ login: 'emb.officer1', password: loadReference().demoPassword }),
    ]);
    expect(answers.map((a) => [a.status, a.body.code, a.headers['retry-after']])).toEqual(
      Array.from({ length: 3 }, () => [503, 'service.mongoAway', '5']),
    );
    expect(Date.now() - started).toBeLessThan(5000);
    await request(api.url).get('/api/v1/health/live').expect(200);
    expect((await request(api.url).get('/api/v1/health/ready')).body.mongo.status).toBe('down');

    await relay.restore();
    const back = await until(200, () => officer.get('/api/v1/profile'));
    expect(back.body.phone).toBeUndefined();
    await until(200, () => request(api.url).get('/api/v1/health/ready'));
  } finally {
    await api.close();
    await relay.close();
    await seeded.close();
  }
});

test('an API that was started without MongoDB takes up its work when it comes', async () => {
  const direct = freshMongoUri();
  const [, host = '', port = '', database = ''] = /^mongodb:\/\/([^:/]+):(\d+)\/([^?]+)/.exec(direct) ?? [];
  const relay = await startRelay(host, Number(port));
  await relay.cut();
  const seeded = await startApi({ env: { MONGODB_URI: direct } });
  const api = await startApi({
    withoutSeeds: true,
    env: { MONGODB_URI: `mongodb://127.0.0.1:${relay.port}/${database}?directConnection=true` },
  });
  try {
    await request(api.url).get('/api/v1/health/ready').expect(503);
    await relay.restore();
    await until(200, () => request(api.url).get('/api/v1/health/ready'));
    const officer = await signIn(api.url, 'emb.officer1');
    await officer.get('/api/v1/reference/processes').expect(200);
  } finally {
    await api.close();
    await relay.close();
    await seeded.close();
  }
});
