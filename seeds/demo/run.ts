import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadReference } from '../reference';
import { Refused } from './api-client';
import { NotAsExpected, StagePlay } from './stage-play';
import { STORIES } from './stories';

const USUAL_URL = 'http://127.0.0.1:3000';

const USAGE = `Plays a real case against a running system over HTTP; exits with 1 when anything is not as expected.

  node dist/seeds/demo/run.js [STORY] [--list] [--url URL]

  STORY          ${STORIES[0]!.name} by default; also --story STORY
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
    for (const { name, title } of STORIES) console.log(`${name}\t${title.zh}\t${title.en}`);
    return;
  }
  const wanted = values.story ?? positionals[0] ?? STORIES[0]!.name;
  const story = STORIES.find(({ name }) => name === wanted);
  if (!story) throw new Error(`There is no story ${wanted}; --list names them.`);
  const begun = Date.now();
  const play = new StagePlay({
    url: values.url.replace(/\/+$/, ''),
    password: loadReference().demoPassword,
    say: (line) => console.log(line),
    saveTo: join('.hazflow', 'demo'),
  });
  console.log(story.title.zh);
  await story.play(play);
  console.log(`\n演示完成，全部与预期一致（${((Date.now() - begun) / 1000).toFixed(1)}秒）。`);
}

main().catch((error: unknown) => {
  const known = error instanceof NotAsExpected || error instanceof Refused || error instanceof Error;
  console.error(`\n演示失败：${known ? error.message : String(error)}`);
  process.exitCode = 1;
});
