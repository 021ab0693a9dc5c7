import { useOrgName } from '../../api/queries';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { caseText } from './case.text';
import type { StageStay } from './stage-times';
import { useSpan } from './time-span';

/** Who was in a stage, and when. */
export function StageStays({ stays }: { stays: readonly StageStay[] }) {
  const t = useText(caseText);
  const orgName = useOrgName();
  const span = useSpan();
  return (
    <ul className="stage-stays">
      {stays.map(({ branch, enteredAt, leftAt, people }, at) => (
        <li key={at}>
          {branch && <strong>{orgName(branch)}　</strong>}
          {people.filter((one) => branch === null || one !== orgName(branch)).join('、')}
          <div className="number muted">
            {leftAt === null
              ? t('staySince', { from: minute(enteredAt) })
              : t('stayFromTo', { from: minute(enteredAt), to: minute(leftAt), used: span(leftAt - enteredAt) })}
          </div>
        </li>
      ))}
    </ul>
  );
}
