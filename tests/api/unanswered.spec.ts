import { randomUUID } from 'node:crypto';
import { startCase } from '../../activities/cases/start-case';
import { WorkerConfig } from '../../activities/config';
import { eventsOf } from '../../activities/store/case.reader';
import { publishDefinition } from '../../activities/store/definition.writer';
import { startWorker } from '../../activities/worker';
import { DECISION_PROCESS } from '../../bench/decision-process';
import { startSystem } from '../support/running-worker';

test('a command that nobody answers in time may count or not, and says so; again with the same key it counts once', async () => {
  const system = await startSystem();
  let again: Awaited<ReturnType<typeof startWorker>> | undefined;
  try {
    const code = `unanswered${randomUUID().slice(0, 8)}`;
    await publishDefinition(system.db, { ...DECISION_PROCESS, code }, 'test', new Date());
    const applicant = {
      kind: 'person' as const,
      id: 'p-firma-applicant1',
      org: 'FIRM_A',
      memberships: [{ org: 'FIRM_A', role: 'applicant' }],
    };
    const begun = await startCase(system.db, system.worker.client, system.taskQueue, {
      process: code,
      purpose: code,
      header: {
        title: '示例改造',
        party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
        leadOrg: 'HWEDZ',
        applicant: applicant.id,
        keys: {},
        parent: null,
      },
      facts: { departments: ['EMB'] },
      actor: applicant,
      key: code,
      hash: code,
      now: Date.now(),
    });
    const officer = await system.loginAs('emb.officer1');
    const key = randomUUID();
    const answer = (language: string) =>
      officer
        .post(`/api/v1/tasks/${encodeURIComponent(begun.opened[0] ?? '')}/complete`)
        .set('Idempotency-Key', key)
        .set('Accept-Language', language)
        .send({ outcome: 'agree', form: { opinion: '同意' } });

    await system.worker.stop();
    const [zh, en] = await Promise.all([answer('zh-CN'), answer('en')]);
    for (const { status, body, headers } of [zh, en]) {
      expect([status, body.code]).toEqual([503, 'service.temporalAway']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(zh.body.detail).toContain('尚不能确定这次操作是否已经记录');
    expect(zh.body.detail).toContain('只计一次');
    expect(en.body.detail).toContain('whether this was recorded is not known');
    expect(JSON.stringify([zh.body, en.body])).not.toMatch(/没有提交|Nothing was submitted/);

    again = await startWorker(
      WorkerConfig.fromEnv({
        MONGODB_URI: system.mongoUri,
        TEMPORAL_ADDRESS: process.env['HAZFLOW_TEST_TEMPORAL_ADDRESS'],
        TEMPORAL_TASK_QUEUE: system.taskQueue,
        HAZFLOW_SECRETS_DIR: system.secretsDir,
        LOG_LEVEL: 'silent',
      }),
    );
    const heard = await answer('zh-CN').expect(200);
    expect(heard.body).toMatchObject({ seq: 2 });
    const events = await eventsOf(system.db, begun.caseId);
    expect(events.filter((e) => e.command?.key === key)).toHaveLength(1);
  } finally {
    await again?.stop();
    await system.close();
  }
});
