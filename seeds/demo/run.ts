import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadReference } from '../reference';
import { Refused } from './api-client';
import { NotAsExpected, StagePlay } from './stage-play';
import { STORIES, storyNamed } from './stories';

const USUAL_URL = 'http://127.0.0.1:3000';

const USAGE = `Plays a real case against a running system over HTTP; exits with 1 when anything is not as expected.

  node dist/seeds/demo/run.js [PROCESS] [--story NAME] [--list] [--url URL]

  PROCESS        ${STORIES[0]!.process} by default
  --story NAME   ${STORIES[0]!.name} by default
  --list         names what can be played
  --url URL      address of the system, ${USUAL_URL} by default
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      list: { type: 'boolean' },
      help: { type: 'boolean' },
      story: { type: 'string' },
      url: { type: 'string', default: USUAL_URL },
    },
  });
  if (values.help) return void process.stdout.write(USAGE);
  if (values.list) {
    for (const { process, name, title } of STORIES) console.log(`${process} --story ${name}\t${title.zh}\t${title.en}`);
    return;
  }
  const story = storyNamed(positionals[0], values.story);
  const begun = Date.now();
  const play = new StagePlay({
    url: values.url.replace(/\/+$/, ''),
    password: loadReference().demoPassword,
    say: (line) => console.log(line),
    saveTo: join('.hazflow', 'demo'),
  });
  console.log(story.title.zh);
  const { result } = await story.play(play);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(`\n演示${result === null ? '到此为止，至此' : '完成，'}全部与预期一致（${seconds}秒）。`);
}

main().catch((error: unknown) => {
  const known = error instanceof NotAsExpected || error instanceof Refused || error instanceof Error;
  console.error(`\n演示失败：${known ? error.message : String(error)}`);
  process.exitCode = 1;
});
