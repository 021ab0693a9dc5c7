import type { Calendar } from '../../../api/types';
import { usePreferences } from '../../../text/preferences';
import { useText } from '../../../text/text';
import { adminText } from '../admin.text';

const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Twelve months with days off and make-up days marked by letter as well as by colour. */
export function YearCalendar({ calendar }: { calendar: Calendar }) {
  const t = useText(adminText);
  const { language } = usePreferences();
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const name = (date: Date, part: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...part, timeZone: 'UTC' }).format(date);
  const marks = new Map([
    ...calendar.off.map((day) => [day, 'off'] as const),
    ...calendar.makeUp.map((day) => [day, 'makeUp'] as const),
  ]);
  return (
    <div className="year">
      {Array.from({ length: 12 }, (_, month) => {
        const first = new Date(Date.UTC(calendar.year, month, 1));
        const lead = (first.getUTCDay() + 6) % 7;
        const days = new Date(Date.UTC(calendar.year, month + 1, 0)).getUTCDate();
        const cells = [...Array.from({ length: lead }, () => null), ...Array.from({ length: days }, (_, i) => i + 1)];
        const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7));
        return (
          <table key={month}>
            <caption>{name(first, { month: 'long' })}</caption>
            <thead>
              <tr>
                {WEEK.map((weekday) => (
                  <th key={weekday} scope="col">
                    {name(new Date(Date.UTC(2026, 1, 1 + weekday)), { weekday: 'narrow' })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week, at) => (
                <tr key={at}>
                  {week.map((n, i) => {
                    if (n === null) return <td key={i} />;
                    const day = `${calendar.year}-${String(month + 1).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
                    const mark = marks.get(day);
                    return (
                      <td key={i} className={mark ?? (i > 4 ? 'weekend' : '')} title={mark && t(mark)}>
                        {n}
                        {mark && <sup>{mark === 'off' ? '休' : '班'}</sup>}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}
