import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { preferencesQuery } from '../../api/queries';
import type { components } from '../../api/schema';
import { frameText } from '../../frame/frame.text';
import { NOTICE_WORDS } from '../../frame/notice-words';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { accountText } from './account.text';
import { BrowserSwitch } from './browser-switch';

type Preferences = components['schemas']['PreferencesDto'];
type Channel = components['schemas']['ChannelDto']['channel'];
const CHANNELS: Channel[] = ['page', 'mail', 'digest', 'off'];

/** How somebody is told, for each kind; where mails go and in which language. */
export function NotificationSettings() {
  const t = useText(accountText);
  const f = useText(frameText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { data, error } = useQuery(preferencesQuery);
  // Ticked as soon as it is pressed, not when the server has answered.
  const [ticked, setTicked] = useState<Record<string, boolean>>({});
  const save = useMutation({
    mutationFn: (body: Preferences) => answer(api.PUT('/api/v1/notifications/preferences', { body })),
    onSuccess: (saved) => {
      queries.setQueryData(preferencesQuery.queryKey, saved);
      void message.success(c('saved'));
    },
    onSettled: () => setTicked({}),
  });
  const byMail = data?.channels.some(({ channel }) => channel === 'mail' || channel === 'digest') ?? false;
  return (
    <section className="card stack">
      <h2>{t('notifications')}</h2>
      <ProblemAlert error={error ?? save.error} />
      {data && !data.mailSent && <p className="muted">{t('mailOff')}</p>}
      {data?.mailSent && data.address !== null && <p className="muted">{t('mailTo', { address: data.address })}</p>}
      {data?.mailSent && data.address === null && (
        <p className={byMail ? 'note warn' : 'muted'}>{t('mailNoAddress')}</p>
      )}
      <BrowserSwitch />
      {data && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{t('noticeKind')}</th>
                <th>{t('noticeWay')}</th>
                <th>{t('browserNotice')}</th>
              </tr>
            </thead>
            <tbody>
              {data.channels.map(({ type, channel, browser }) => {
                const word = NOTICE_WORDS[type];
                const name = word ? f(word) : '';
                return (
                  <tr key={type}>
                    <th scope="row">{name}</th>
                    <td>
                      <select
                        className="native"
                        aria-label={`${name} ${t('noticeWay')}`}
                        value={channel}
                        onChange={({ target }) =>
                          save.mutate({ channels: [{ type, channel: target.value as Channel }] })
                        }
                      >
                        {CHANNELS.map((one) => (
                          <option key={one} value={one}>
                            {t(`channel.${one}`)}
                          </option>
                        ))}
                      </select>
                    </td>
                    <td>
                      <input
                        type="checkbox"
                        aria-label={`${name} ${t('browserNotice')}`}
                        checked={(ticked[type] ?? browser) && channel !== 'off'}
                        disabled={channel === 'off'}
                        onChange={({ target }) => {
                          setTicked({ ...ticked, [type]: target.checked });
                          save.mutate({ channels: [{ type, channel, browser: target.checked }] });
                        }}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {data && (
        <label className="row">
          {t('mailLanguage')}
          <select
            className="native"
            value={data.language}
            onChange={({ target }) => save.mutate({ channels: [], language: target.value as 'zh' | 'en' })}
          >
            <option value="zh">中文</option>
            <option value="en">English</option>
          </select>
        </label>
      )}
      <p className="muted">{t('digestHelp')}</p>
    </section>
  );
}
