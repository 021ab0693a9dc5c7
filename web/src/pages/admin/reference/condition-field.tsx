import { Button, Input } from 'antd';
import type { Condition } from '../../../../../workflows/processes/definition';
import { useLabel, useText } from '../../../text/text';
import { useConditionWords, useFactChoices, type RoutingFact } from './condition-words';
import { registersText } from './registers.text';

type Test = Extract<Condition, { fact: string }>;
type How = 'always' | 'all' | 'any';

const isTest = (condition: Condition): condition is Test => 'fact' in condition && !('branches' in condition);

/** A condition of one level; null when it is nested and cannot be shown in fields. */
export function flat(condition: Condition): { how: How; tests: Test[] } | null {
  if ('all' in condition) {
    if (condition.all.length === 0) return { how: 'always', tests: [] };
    return condition.all.every(isTest) ? { how: 'all', tests: condition.all } : null;
  }
  if ('any' in condition) return condition.any.every(isTest) ? { how: 'any', tests: condition.any } : null;
  return isTest(condition) ? { how: 'all', tests: [condition] } : null;
}

const whole = (how: How, tests: Test[]): Condition =>
  how === 'any'
    ? { any: tests }
    : how === 'all' && tests.length === 1
      ? tests[0]!
      : { all: how === 'always' ? [] : tests };

const fresh = ({ fact, type }: RoutingFact, first = ''): Test => {
  if (type === 'boolean') return { fact, is: true };
  if (type === 'number') return { fact, atLeast: 1 };
  return type === 'strings' ? { fact, includes: first } : { fact, in: [first] };
};

/** Fields for a condition of a routing table. */
export function ConditionField({
  condition,
  facts,
  onChange,
}: {
  condition: Condition;
  facts: readonly RoutingFact[];
  onChange: (condition: Condition) => void;
}) {
  const t = useText(registersText);
  const words = useConditionWords(facts);
  const choices = useFactChoices();
  const now = flat(condition);
  if (!now) {
    return (
      <p>
        {words(condition)} <span className="muted">{t('complex')}</span>
      </p>
    );
  }
  const freshOf = (fact: string) => {
    const found = facts.find((one) => one.fact === fact) ?? facts[0]!;
    return fresh(found, choices(found.fact)?.[0]?.value);
  };
  const set = (how: How, tests: Test[]) =>
    onChange(whole(how, how === 'always' ? [] : tests.length > 0 ? tests : [freshOf('inPark')]));
  return (
    <div className="stack">
      <select
        className="native"
        aria-label={t('how')}
        value={now.how}
        onChange={({ target }) => set(target.value as How, now.tests)}
      >
        <option value="always">{t('always')}</option>
        <option value="all">{t('allOf')}</option>
        <option value="any">{t('anyOf')}</option>
      </select>
      {now.tests.map((test, at) => (
        <div key={at} className="row">
          <TestFields
            n={at + 1}
            test={test}
            facts={facts}
            freshOf={freshOf}
            onChange={(changed) =>
              set(
                now.how,
                now.tests.map((one, i) => (i === at ? changed : one)),
              )
            }
          />
          <Button
            size="small"
            aria-label={t('removeTest', { n: at + 1 })}
            disabled={now.tests.length === 1}
            onClick={() =>
              set(
                now.how,
                now.tests.filter((_, i) => i !== at),
              )
            }
          >
            ✕
          </Button>
        </div>
      ))}
      {now.how !== 'always' && (
        <div>
          <Button size="small" onClick={() => set(now.how, [...now.tests, freshOf('inPark')])}>
            ＋ {t('addTest')}
          </Button>
        </div>
      )}
    </div>
  );
}

function TestFields({
  n,
  test,
  facts,
  freshOf,
  onChange,
}: {
  n: number;
  test: Test;
  facts: readonly RoutingFact[];
  freshOf: (fact: string) => Test;
  onChange: (test: Test) => void;
}) {
  const t = useText(registersText);
  const label = useLabel();
  const choices = useFactChoices()(test.fact);
  const { fact } = test;
  return (
    <>
      <select
        className="native"
        aria-label={t('fact', { n })}
        value={fact}
        onChange={({ target }) => onChange(freshOf(target.value))}
      >
        {facts.map((one) => (
          <option key={one.fact} value={one.fact}>
            {label(one.name)}
          </option>
        ))}
      </select>
      {'is' in test && typeof test.is === 'boolean' && (
        <select
          className="native"
          aria-label={t('value', { n })}
          value={String(test.is)}
          onChange={({ target }) => onChange({ fact, is: target.value === 'true' })}
        >
          <option value="true">{t('yes')}</option>
          <option value="false">{t('no')}</option>
        </select>
      )}
      {('atLeast' in test || 'below' in test || ('is' in test && typeof test.is === 'number')) && (
        <NumberTest n={n} test={test} onChange={onChange} />
      )}
      {('in' in test || ('is' in test && typeof test.is === 'string')) && (
        <span className="row" role="group" aria-label={`${t('value', { n })} ${t('isOneOf')}`}>
          {choices?.map(({ value, name }) => {
            const chosen = 'in' in test ? test.in : 'is' in test ? [test.is as string] : [];
            return (
              <label key={value} className="row">
                <input
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={({ target }) => {
                    const next = target.checked ? [...chosen, value] : chosen.filter((one) => one !== value);
                    if (next.length > 0) onChange({ fact, in: next });
                  }}
                />
                {name}
              </label>
            );
          })}
        </span>
      )}
      {'includes' in test && (
        <select
          className="native"
          aria-label={`${t('value', { n })} ${t('includes')}`}
          value={test.includes}
          onChange={({ target }) => onChange({ fact, includes: target.value })}
        >
          {choices?.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </>
  );
}

function NumberTest({ n, test, onChange }: { n: number; test: Test; onChange: (test: Test) => void }) {
  const t = useText(registersText);
  const { fact } = test;
  const kind = 'atLeast' in test ? 'atLeast' : 'below' in test ? 'below' : 'is';
  const value = 'atLeast' in test ? test.atLeast : 'below' in test ? test.below : Number('is' in test ? test.is : 0);
  const made = (of: string, number: number): Test =>
    of === 'atLeast' ? { fact, atLeast: number } : of === 'below' ? { fact, below: number } : { fact, is: number };
  return (
    <>
      <select
        className="native"
        aria-label={t('test', { n })}
        value={kind}
        onChange={({ target }) => onChange(made(target.value, value))}
      >
        <option value="atLeast">{t('atLeast')}</option>
        <option value="below">{t('below')}</option>
        <option value="is">{t('equals')}</option>
      </select>
      <Input
        type="number"
        style={{ width: 90 }}
        aria-label={t('value', { n })}
        value={value}
        onChange={({ target }) => onChange(made(kind, Number(target.value)))}
      />
    </>
  );
}
