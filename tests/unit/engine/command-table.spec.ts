import {
  ACTORS,
  CASE_COMMANDS,
  type Cell,
  cellsOf,
  CLOCK_COMMANDS,
  CLOCK_STATES,
  copyTo,
  endCase,
  inReview,
  TASK_COMMANDS,
  TASK_STATES,
} from '../../support/command-table';

const titled = (cells: Cell[]): [string, string, string, Cell][] => cells.map((c) => [c.row, c.column, c.expected, c]);

describe('docs/engine.md, command × state of a task', () => {
  it.each(titled(cellsOf('tasks')))('%s, task %s: %s', (row, column, expected) => {
    const c = inReview();
    const id = TASK_STATES[column]?.(c);
    expect(TASK_COMMANDS[row]?.(c, id ?? '')).toBe(expected);
  });

  it('says something of every command and every state', () => {
    const cells = cellsOf('tasks');
    expect([...new Set(cells.map((c) => c.row))]).toEqual(Object.keys(TASK_COMMANDS));
    expect([...new Set(cells.map((c) => c.column))]).toEqual(Object.keys(TASK_STATES));
  });
});

describe.each(['running', 'ended'])('docs/engine.md, command × person, case %s', (state) => {
  it.each(titled(cellsOf(state)))('%s by %s: %s', (row, column, expected) => {
    const c = inReview();
    copyTo(c, 'reader');
    if (state === 'ended') {
      endCase(c);
    }
    expect(CASE_COMMANDS[row]?.(c, ACTORS[column] ?? '')).toBe(expected);
  });

  it('says something of every command and every person', () => {
    const cells = cellsOf(state);
    expect([...new Set(cells.map((c) => c.row))]).toEqual(Object.keys(CASE_COMMANDS));
    expect([...new Set(cells.map((c) => c.column))]).toEqual(Object.keys(ACTORS));
  });
});

describe('docs/engine.md, command × state of a limit', () => {
  it.each(titled(cellsOf('clocks')))('%s, limit %s: %s', (row, column, expected) => {
    const c = inReview();
    CLOCK_STATES[column]?.(c);
    expect(CLOCK_COMMANDS[row]?.(c, '')).toBe(expected);
  });

  it('says something of every command and every state', () => {
    const cells = cellsOf('clocks');
    expect([...new Set(cells.map((c) => c.row))]).toEqual(Object.keys(CLOCK_COMMANDS));
    expect([...new Set(cells.map((c) => c.column))]).toEqual(Object.keys(CLOCK_STATES));
  });
});
