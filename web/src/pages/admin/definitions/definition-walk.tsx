import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ProcessDefinition, Stage } from '../../../../../workflows/processes/definition';
import { answer, api } from '../../../api/client';
import { useOrgName, useRoleName } from '../../../api/queries';
import type { components } from '../../../api/schema';
import { ProblemAlert } from '../../../parts/problem-alert';
import { CodeBadge } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { machinesOf } from '../../case/diagram-layout';
import { definitionText } from './definition.text';

type Visit = components['schemas']['DryVisitDto'];
interface Step {
  stage: string;
  branch?: string;
  outcome: string;
}

/** Tries a definition by hand: who would get what and until when, one answer after another. Nothing is written. */
export function DefinitionWalk({ definition }: { definition: ProcessDefinition }) {
  const t = useText(definitionText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const roleName = useRoleName();
  const [facts, setFacts] = useState('{}');
  const [script, setScript] = useState<Step[]>([]);
  const run = useMutation({
    mutationFn: (steps: Step[]) =>
      answer(
        api.POST('/api/v1/definitions/dry-run', {
          body: {
            definition: definition as unknown as Record<string, unknown>,
            facts: JSON.parse(facts) as Record<string, unknown>,
            script: steps,
          },
        }),
      ),
    onSuccess: (_, steps) => setScript(steps),
  });
  const open = (visit: Visit): boolean => visit.answered === null && (run.data?.openAt.includes(visit.stage) ?? false);
  const fromStart = Object.entries(definition.facts ?? {}).filter(([, { from }]) => from === 'start');
  return (
    <section className="card stack">
      <h2>{t('walk')}</h2>
      <p className="muted">{t('walkHelp')}</p>
      {fromStart.length > 0 && (
        <label className="stack">
          {t('walkFacts', { names: fromStart.map(([key, { name }]) => `${label(name)}（${key}）`).join('、') })}
          <textarea
            className="native"
            rows={3}
            spellCheck={false}
            value={facts}
            onChange={({ target }) => setFacts(target.value)}
          />
        </label>
      )}
      <div className="row">
        <Button loading={run.isPending} onClick={() => run.mutate([])}>
          {t('walkStart')}
        </Button>
        {script.length > 0 && <Button onClick={() => run.mutate(script.slice(0, -1))}>{t('walkBack')}</Button>}
      </div>
      {run.error instanceof SyntaxError ? (
        <p className="problem" role="alert">
          {t('notJson')}
        </p>
      ) : (
        <ProblemAlert error={run.error} />
      )}
      {run.data && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('stage')}</th>
                <th>{t('who')}</th>
                <th>{c('due')}</th>
                <th>{t('outcomes')}</th>
              </tr>
            </thead>
            <tbody>
              {run.data.visits.map((visit) => {
                const stage = stageNamed(definition.machine.stages, visit.stage);
                const outcomes = stage?.kind === 'task' ? stage.outcomes : [];
                return (
                  <tr key={visit.id}>
                    <td>
                      {label(visit.name)}
                      {visit.branch !== null && `（${orgName(visit.branch)}）`}
                    </td>
                    <td>
                      {visit.pools.map(({ org, role }) => `${orgName(org)} ${roleName(role)}`).join('、') ||
                        visit.persons.map((one) => (one === 'applicant' ? t('applicant') : one)).join('、')}
                      {visit.fallback && <span className="badge warn">{t('fallback')}</span>}
                    </td>
                    <td className="number nowrap">{visit.dueDay}</td>
                    <td>
                      {visit.answered !== null &&
                        (label(outcomes.find(({ code }) => code === visit.answered?.outcome)?.name) || t('walkDone'))}
                      {open(visit) && (
                        <select
                          className="native"
                          aria-label={`${label(visit.name)} ${t('outcomes')}`}
                          value=""
                          onChange={({ target }) =>
                            run.mutate([
                              ...script,
                              {
                                stage: visit.stage,
                                ...(visit.branch === null ? {} : { branch: visit.branch }),
                                outcome: target.value,
                              },
                            ])
                          }
                        >
                          <option value="">{t('walkChoose')}</option>
                          {outcomes.map(({ code, name }) => (
                            <option key={code} value={code}>
                              {label(name)}
                            </option>
                          ))}
                          {outcomes.length === 0 && <option value="done">{t('walkDone')}</option>}
                        </select>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {run.data?.result != null && (
        <p>
          {t('walkResult')} <CodeBadge group="result" code={run.data.result} />
        </p>
      )}
    </section>
  );
}

/** The stage of that code, wherever it lies. */
function stageNamed(stages: readonly Stage[], code: string): Stage | undefined {
  for (const stage of stages) {
    if (stage.code === code) return stage;
    const inner = machinesOf(stage)
      .map((machine) => stageNamed(machine.stages, code))
      .find((one) => one !== undefined);
    if (inner) return inner;
  }
  return undefined;
}
