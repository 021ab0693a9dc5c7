import { createRequire } from 'node:module';
import process from 'node:process';

/** Run as a process of its own, so that a download that falls silent can be ended. Prints the path of the mongod as its last line. */
try {
  const { MongoBinary } = createRequire(import.meta.url)('mongodb-memory-server-core/lib/util/MongoBinary.js');
  process.stdout.write(`\n${await MongoBinary.getPath({ downloadDir: process.argv[2], checkMD5: true })}\n`);
} catch (error) {
  process.stdout.write(`\n${error.message.split('\n')[0]}\n`);
  process.exitCode = 1;
}
