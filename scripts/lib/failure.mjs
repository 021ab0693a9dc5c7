/** Something that the user can mend: the message is one sentence for them and no stack is shown. */
export class Failure extends Error {
  /** @param {string} message @param {{ details?: string }} [more] log lines worth showing under the sentence */
  constructor(message, more = {}) {
    super(message);
    this.name = 'Failure';
    this.details = more.details;
  }
}

/** The user ended it. */
export class Interrupted extends Failure {
  constructor() {
    super('Interrupted.');
  }
}

/** A source of a server has nothing to give, so the next one is asked. */
export class Absent extends Error {}

/** Ends a command: a Failure as its sentence, anything else with its stack, since that is a fault of ours. */
export function report(error, out = process.stderr) {
  if (error instanceof Failure) {
    if (error.details) out.write(`${error.details.trimEnd()}\n`);
    out.write(`✗ ${error.message}\n`);
  } else {
    out.write(`✗ ${error?.stack ?? String(error)}\n`);
  }
}
