import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { answer, api } from '../../../api/client';
import { useRoleName } from '../../../api/queries';
import type { components } from '../../../api/schema';
import { ProblemAlert } from '../../../parts/problem-alert';
import { CodeBadge } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText, type Label } from '../../../text/text';
import { definitionText } from './definition.text';

const PAST = 20;

/** A difference between two versions of a definition, as the API sends it. */
interface Difference {
  stage: string;
  name: Label | null;
  what: 'added' | 'removed' | 'changed';
  part: string | null;
  whom: string[];
}

/** What changes from one version to another, by stage, and for whom. */
export function DifferenceTable({ comparison }: { comparison: components['schemas']['ComparisonDto'] }) {
  const t = useText(definitionText);
  const c = useText(commonText);
  const label = useLabel();
  const roleName = useRoleName();
  const stages = new Map<string, { name: string; what: Difference['what']; whom: string[] }>();
  for (const one of comparison.differences as unknown as Difference[]) {
    const known = stages.get(one.stage);
    stages.set(one.stage, {
      name: label(one.name) || t('whole'),
      what: known?.what ?? (one.part === null ? one.what : 'changed'),
      whom: [...new Set([...(known?.whom ?? []), ...one.whom])],
    });
  }
  if (stages.size === 0) return <p className="muted">{t('noDifferences')}</p>;
  return (
    <div className="table-wrap" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th>{c('stage')}</th>
            <th>{c('status')}</th>
            <th>{t('whom')}</th>
          </tr>
        </thead>
        <tbody>
          {[...stages].map(([stage, one]) => (
            <tr key={stage}>
              <td>{one.name}</td>
              <td>
                <span className={`badge ${{ added: 'good', removed: 'bad', changed: 'warn' }[one.what]}`}>
                  {t(`what.${one.what}`)}
                </span>
              </td>
              <td>
                {one.whom
                  .map((role) => (role.startsWith('$') ? t('applicant') : roleName(role.split('/').at(-1) ?? role)))
                  .join('、')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Walks the last cases through a version, published or not, and shows which would have come to something else. */
export function PastCases({ body }: { body: { code: string; version: number } | { definition: object } }) {
  const t = useText(definitionText);
  const c = useText(commonText);
  const run = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/definitions/dry-run/cases', { body: { ...body, last: PAST } as never })),
  });
  return (
    <section className="card stack">
      <h2>{t('dryRun')}</h2>
      <p className="muted">{t('dryRunHelp')}</p>
      <div>
        <Button loading={run.isPending} onClick={() => run.mutate()}>
          {t('dryRunStart', { n: PAST })}
        </Button>
      </div>
      <ProblemAlert error={run.error} />
      {run.data?.length === 0 && <p className="muted">{t('noPast')}</p>}
      {run.data && run.data.length > 0 && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('number')}</th>
                <th>{t('recorded')}</th>
                <th>{t('after')}</th>
                <th>{c('status')}</th>
              </tr>
            </thead>
            <tbody>
              {run.data.map((one) => (
                <tr key={one.caseId}>
                  <td className="number">{one.caseId}</td>
                  <td>
                    <CodeBadge group="result" code={one.recorded} />
                  </td>
                  <td>
                    <CodeBadge group="result" code={one.after} />
                  </td>
                  <td>
                    <span className={one.same ? 'badge good' : 'badge warn'}>{t(one.same ? 'same' : 'differs')}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
