import { useText } from '../../text/text';
import { caseText } from './case.text';
import { spanOf } from './stage-times';

/** 2 天 3 小时: the two largest units, which is as fine as a reader asks. */
export function useSpan(): (ms: number) => string {
  const t = useText(caseText);
  return (ms) => {
    const { days, hours, minutes } = spanOf(ms);
    if (days > 0) return t('spanDays', { days, hours });
    if (hours > 0) return t('spanHours', { hours, minutes });
    return minutes > 0 ? t('spanMinutes', { minutes }) : t('spanMoment');
  };
}
