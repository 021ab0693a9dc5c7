import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { HISTORIES, workflowBundle } from '../support/time-skipping';

interface Committed {
  workflow: string;
  name: string;
  json: string;
}

const committed: Committed[] = readdirSync(HISTORIES, { withFileTypes: true })
  .filter((folder) => folder.isDirectory())
  .flatMap((folder) =>
    readdirSync(join(HISTORIES, folder.name))
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({
        workflow: folder.name,
        name: file.replace(/\.json$/, ''),
        json: readFileSync(join(HISTORIES, folder.name, file), 'utf8'),
      })),
  );

describe('every committed history replays on today’s workflow code', () => {
  it('there are histories', () => {
    expect(committed.length).toBeGreaterThan(0);
  });

  it.each(committed)('$workflow $name', async ({ workflow, name, json }) => {
    await Worker.runReplayHistory(
      { workflowBundle: { code: await workflowBundle() } },
      JSON.parse(json),
      `${workflow}/${name}`,
    );
  });

  it('a tampered history fails: an activity that the workflow never asked for', async () => {
    const sound = committed.find((h) => h.json.includes('EVENT_TYPE_ACTIVITY_TASK_SCHEDULED'));
    const tampered = (sound?.json ?? '').replaceAll('"runAutomation"', '"somethingElse"');
    await expect(
      Worker.runReplayHistory(
        { workflowBundle: { code: await workflowBundle() } },
        JSON.parse(tampered),
        'jointReview/tampered',
      ),
    ).rejects.toMatchObject({ name: 'DeterminismViolationError' });
  });
});
