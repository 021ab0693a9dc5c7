import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { api } from '../api/client';
import { useOrgName, useRoleName, useSignedIn } from '../api/queries';
import type { Notice } from '../api/types';
import { setPreferences, useDark, usePreferences } from '../text/preferences';
import { useText } from '../text/text';
import { minute } from '../text/time';
import { frameText } from './frame.text';
import { BellIcon, MenuIcon, MoonIcon, SunIcon } from './icons';
import { NOTICE_WORDS } from './notice-words';
import { Popup } from './popup';
import { useKeys } from './use-keys';
import { useNotices } from './use-notices';

export function TopBar({ menuOpen, onMenu }: { menuOpen: boolean; onMenu: () => void }) {
  const t = useText(frameText);
  return (
    <header className="topbar">
      <button
        type="button"
        className="plain menu-toggle"
        aria-expanded={menuOpen}
        aria-controls="menu"
        aria-label={t('menu')}
        onClick={onMenu}
      >
        <MenuIcon />
      </button>
      <Link to="/" className="product">
        {t('product')}
      </Link>
      <span className="grow" />
      <Finder />
      <Appearance />
      <Notices />
      <Person />
    </header>
  );
}

function Finder() {
  const t = useText(frameText);
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  useKeys({ '/': () => input.current?.focus() });
  return (
    <form
      role="search"
      className="find"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({ to: '/cases', search: text.trim() === '' ? {} : { q: text.trim() } });
      }}
    >
      <Input
        ref={input}
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t('searchCases')}
        aria-label={t('searchCases')}
      />
    </form>
  );
}

function Appearance() {
  const t = useText(frameText);
  const { language } = usePreferences();
  const dark = useDark();
  return (
    <>
      <button
        type="button"
        className="plain wide-only"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setPreferences({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {t('language')}
      </button>
      <button
        type="button"
        className="plain wide-only"
        aria-label={dark ? t('themeLight') : t('themeDark')}
        title={dark ? t('themeLight') : t('themeDark')}
        onClick={() => setPreferences({ theme: dark ? 'light' : 'dark' })}
      >
        {dark ? <SunIcon /> : <MoonIcon />}
      </button>
    </>
  );
}

function Notices() {
  const t = useText(frameText);
  const { notices, unread, readAll } = useNotices();
  const label = unread > 0 ? `${t('notices')} ${unread}` : t('notices');
  return (
    <Popup
      label={label}
      onOpen={readAll}
      button={
        <>
          <span className="wide-only">{t('notices')} </span>
          <BellIcon />
          {unread > 0 && <span className="dot-count">{unread}</span>}
        </>
      }
    >
      {(close) =>
        notices.length === 0 ? (
          <p className="empty">{t('noNotices')}</p>
        ) : (
          <ul>
            {notices.map((notice) => (
              <li key={notice.notificationId}>
                <NoticeLink notice={notice} onFollow={close} />
              </li>
            ))}
          </ul>
        )
      }
    </Popup>
  );
}

function NoticeLink({ notice, onFollow }: { notice: Notice; onFollow: () => void }) {
  const t = useText(frameText);
  const word = NOTICE_WORDS[notice.type];
  const text = (
    <>
      <strong>{word && t(word)}</strong> {!notice.read && <span className="badge info">{t('unread')}</span>}{' '}
      <span className="muted">{minute(notice.at)}</span>
      <br />
      {notice.caseNo} {notice.title}
    </>
  );
  return notice.taskId ? (
    <Link to="/inbox" search={{ task: notice.taskId }} onClick={onFollow}>
      {text}
    </Link>
  ) : (
    <Link to="/cases/$caseId" params={{ caseId: notice.caseId }} onClick={onFollow}>
      {text}
    </Link>
  );
}

function Person() {
  const t = useText(frameText);
  const me = useSignedIn();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const orgName = useOrgName();
  const roleName = useRoleName();
  const { language } = usePreferences();
  const dark = useDark();
  const leave = async () => {
    await api.POST('/api/v1/auth/logout');
    queries.clear();
    // The session at the identity service would open this one again without asking.
    if (me.signedInWith === 'oidc') return location.assign('/api/v1/auth/oidc/sign-out');
    await navigate({ to: '/login' });
  };
  return (
    <Popup label={me.name} button={me.name}>
      {(close) => (
        <ul>
          <li className="muted" style={{ padding: '8px 16px' }}>
            {me.memberships.map(({ orgCode, role }) => (
              <div key={`${orgCode}/${role}`}>
                {orgName(orgCode)} {roleName(role)}
              </div>
            ))}
          </li>
          <li>
            <Link to="/account" onClick={close}>
              {t('account')}
            </Link>
          </li>
          <li>
            <button type="button" onClick={() => setPreferences({ language: language === 'zh' ? 'en' : 'zh' })}>
              {t('languageHelp')}
            </button>
          </li>
          <li>
            <button type="button" onClick={() => setPreferences({ theme: dark ? 'light' : 'dark' })}>
              {dark ? t('themeLight') : t('themeDark')}
            </button>
          </li>
          <li>
            <button type="button" onClick={() => void leave()}>
              {t('signOut')}
            </button>
          </li>
        </ul>
      )}
    </Popup>
  );
}
