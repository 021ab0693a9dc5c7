/** One picture of the documentation: its file, the address it is taken at (as the router writes it) and what it shows. */
export interface Picture {
  name: string;
  route: string;
  shows: string;
}

const CASE = '/cases/$caseId';
const APPLICATION = '/applications/$id';

/** Every page of docs/pictures, in the order of the album, by who uses it. */
export const ALBUM: readonly { people: string; pictures: readonly Picture[] }[] = [
  {
    people: '所有人',
    pictures: [
      { name: 'login', route: '/login', shows: '登录' },
      { name: 'home', route: '/', shows: '工作台：今日到期、超期、中止、等待他人和最先到期的事项' },
      { name: 'notifications', route: '/', shows: '通知' },
      { name: 'account', route: '/account', shows: '账户与安全：密码、登录设备、通知方式' },
      { name: 'keys', route: '/inbox', shows: '键盘操作说明' },
      { name: 'server-away', route: '/inbox', shows: '服务器没有应答时：已填内容保留' },
      { name: 'not-found', route: '/no-such-page', shows: '地址有误' },
      { name: 'dark', route: CASE, shows: '深色显示' },
      { name: 'english', route: CASE, shows: '英文界面' },
    ],
  },
  {
    people: '企业',
    pictures: [
      { name: 'phone-home', route: '/', shows: '手机上的工作台' },
      { name: 'phone-application', route: APPLICATION, shows: '手机上的申报：企业与选址' },
      { name: 'application-substances', route: APPLICATION, shows: '单元与物料：边填边按 GB 18218 计算' },
      { name: 'application-check', route: APPLICATION, shows: '提交前核对：缺什么、在哪里补' },
      { name: 'applications', route: '/applications', shows: '项目申报列表' },
      { name: 'phone-case', route: CASE, shows: '我的案件：下一步由谁办、何时到期' },
      { name: 'phone-correction', route: APPLICATION, shows: '逐条答复补正要求' },
      { name: 'application-compare', route: '/applications/$id/compare', shows: '两次提交的对比' },
      { name: 'phone-obligations', route: '/obligations', shows: '条件落实：上报并上传证明' },
    ],
  },
  {
    people: '经办人员',
    pictures: [
      { name: 'inbox', route: '/inbox', shows: '待办：左边列表，右边办理' },
      { name: 'inbox-empty', route: '/inbox', shows: '筛选后没有事项时，指出是哪个条件' },
      { name: 'inbox-bulk', route: '/inbox', shows: '批量办理：逐项核对，可以剔除' },
      { name: 'opinion', route: '/inbox', shows: '拟定有条件同意的意见' },
      { name: 'add-signer', route: '/inbox', shows: '加签' },
      { name: 'return-preview', route: '/inbox', shows: '退回前预览：哪些意见作废、哪些保留' },
      { name: 'cases', route: '/cases', shows: '案件查询' },
      { name: 'case-overview', route: CASE, shows: '案件概况' },
      { name: 'case-application', route: CASE, shows: '申报材料' },
      { name: 'case-opinions', route: CASE, shows: '部门意见' },
      { name: 'case-ledger', route: CASE, shows: '项目对园区风险的影响' },
      { name: 'case-timeline', route: CASE, shows: '办理过程' },
      { name: 'case-diagram', route: CASE, shows: '流程图：已办、当前、退回、超期' },
      { name: 'case-clocks', route: CASE, shows: '时限和计算过程' },
      { name: 'case-record', route: CASE, shows: '存证' },
      { name: 'case-objections', route: CASE, shows: '公众异议的核实与登记' },
      { name: 'notices', route: '/notices', shows: '公示与异议' },
      { name: 'obligations', route: '/obligations', shows: '条件落实情况' },
      { name: 'parks', route: '/parks', shows: '园区风险台账' },
      { name: 'proxies', route: '/proxies', shows: '委托代理' },
      { name: 'phrases', route: '/phrases', shows: '常用语' },
    ],
  },
  {
    people: '公众',
    pictures: [
      { name: 'public-notices', route: '/public/notices', shows: '公示公告' },
      { name: 'public-notice', route: '/public/notices/$noticeId', shows: '手机上的公示' },
      { name: 'public-objection', route: '/public/notices/$noticeId', shows: '提交异议' },
      { name: 'public-enquiry', route: '/public/objections', shows: '查询异议办理情况' },
      { name: 'check', route: '/check/$code', shows: '扫码核验批复' },
    ],
  },
  {
    people: '督办与管理',
    pictures: [
      { name: 'supervision', route: '/supervision', shows: '督办看板' },
      { name: 'admin-people', route: '/admin/people', shows: '人员和岗位' },
      { name: 'admin-organisations', route: '/admin/organisations', shows: '机构' },
      { name: 'admin-limits', route: '/admin/limits', shows: '法定时限' },
      { name: 'admin-calendars', route: '/admin/calendars', shows: '工作日历' },
      { name: 'admin-reference', route: '/admin/reference', shows: '基础数据' },
      { name: 'admin-definitions', route: '/admin/definitions', shows: '流程定义' },
      { name: 'admin-definition', route: '/admin/definitions/$code/$version', shows: '一个版本的流程图、环节与试算' },
      { name: 'admin-new-definition', route: '/admin/definitions/new', shows: '起草并发布新版本' },
      { name: 'admin-audit', route: '/admin/audit', shows: '操作审计' },
      { name: 'admin-health', route: '/admin/health', shows: '运行状态' },
    ],
  },
];

/** The picture of that name. @throws when the album has none */
export function pictureOf(name: string): Picture {
  for (const { pictures } of ALBUM) for (const picture of pictures) if (picture.name === name) return picture;
  throw new Error(`${name} does not stand in the album`);
}

/** The album as a page of the documentation. */
export function albumPage(): string {
  const parts = ALBUM.map(
    ({ people, pictures }) =>
      `## ${people}\n\n${pictures.map(({ name, route, shows }) => `### ${shows}\n\n\`${route}\`\n\n![${shows}](${name}.png)\n`).join('\n')}`,
  );
  return `# 页面一览\n\n每个页面一幅，由 \`npm run pictures\` 在真实系统上拍摄。操作说明见[用户手册](../user-guide.zh.md)。\n\n${parts.join('\n')}`;
}
