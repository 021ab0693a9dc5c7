/**
 * Every refusal and fault of the product: code → HTTP status and what to tell the person, in both languages.
 * A message says what is wrong and what to do. `{name}` is replaced by the parameter of that name.
 * Codes are stable: clients compare them. Sections by subject; add new codes to the section of their subject.
 */
export interface ErrorEntry {
  status: number;
  zh: string;
  en: string;
}

export const ERRORS = {
  // ---- tasks -------------------------------------------------------------------------------------------------
  'task.unknown': {
    status: 404,
    zh: '没有这项待办，请刷新待办列表。',
    en: 'There is no such task. Refresh your inbox.',
  },
  'task.closed': {
    status: 409,
    zh: '该待办已经办结，不能再次办理。请刷新后查看办理结果。',
    en: 'This task is already closed. Refresh to see its outcome.',
  },
  'task.notYours': {
    status: 403,
    zh: '该待办不由您办理。如应由您办理，请联系本单位负责人转办。',
    en: 'This task is not assigned to you. If it should be, ask your supervisor to transfer it.',
  },
  'task.alreadyClaimed': {
    status: 409,
    zh: '该待办已由他人签收。如需接办，请对方退回签收或由负责人转办。',
    en: 'Somebody else has claimed this task. Ask them to release it or have it transferred.',
  },
  'task.notClaimed': { status: 409, zh: '该待办尚未签收，请先签收。', en: 'This task is not claimed. Claim it first.' },
  'task.alreadyYours': { status: 409, zh: '您已签收该待办。', en: 'You have already claimed this task.' },
  'task.alreadyTheirs': { status: 409, zh: '该待办已经在此人名下。', en: 'The task already lies with this person.' },
  'task.suspended': {
    status: 409,
    zh: '案件已被退回，该待办暂停办理，待重新流转到本环节后继续。',
    en: 'The case was returned; this task rests until the case comes back to this stage.',
  },
  'task.waiting': {
    status: 409,
    zh: '该待办正在等待他人先行办理（加签、委派或顺序会签），暂不能办理。',
    en: 'Others must answer first (added signer, delegate, or the order of signing).',
  },
  'signer.alreadyAsked': { status: 409, zh: '此人已被加签，尚未答复。', en: 'This person was already asked to sign.' },
  'signer.alreadyAnswered': {
    status: 409,
    zh: '该加签人已签署意见，不能减签。',
    en: 'This signer has already answered and cannot be removed.',
  },
  'signer.unknown': { status: 404, zh: '没有这个加签人。', en: 'There is no such added signer.' },
  'handOver.nothing': {
    status: 409,
    zh: '此人在本案没有待移交的待办。',
    en: 'Nothing in this case lies with this person.',
  },

  // ---- cases -------------------------------------------------------------------------------------------------
  'case.unknown': {
    status: 404,
    zh: '没有这个案件，或您无权查看。',
    en: 'There is no such case, or you may not see it.',
  },
  'case.exists': {
    status: 409,
    zh: '该事项已经立案，案号{caseNo}。',
    en: 'There is already a case for this, number {caseNo}.',
  },
  'case.stale': {
    status: 409,
    zh: '案件已有新的办理记录，您看到的内容不是最新的。请刷新后再办理。',
    en: 'The case has moved on since you opened it. Refresh and try again.',
  },
  'condition.past': {
    status: 422,
    zh: '第{n}项条件的完成日期早于提出之日（{day}），无法落实，请改为之后的日期。',
    en: 'Condition {n} is due before the day on which it is set ({day}) and cannot be fulfilled. Give a later day.',
  },
  'followUp.past': {
    status: 422,
    zh: '跟进日期不能早于今天（{today}）。',
    en: 'The follow-up day must not be before today ({today}).',
  },
  'followUp.tooFar': {
    status: 422,
    zh: '跟进日期不能晚于 {last}，请核对年份。',
    en: 'The follow-up day must not be after {last}. Check the year.',
  },
  'followUp.tooMany': {
    status: 409,
    zh: '您已为 {most} 项未办结的待办设了跟进日期，请先清除一些。',
    en: 'You keep follow-up days on {most} open tasks. Clear some of them first.',
  },
  'priority.same': {
    status: 409,
    zh: '案件的紧急程度已经如此，无需再设。',
    en: 'The case has this priority already.',
  },
  'case.ended': {
    status: 409,
    zh: '案件已经办结，不能再办理。',
    en: 'The case has ended. Nothing more can be done on it.',
  },
  'command.keyReused': {
    status: 422,
    zh: '该幂等键（Idempotency-Key）已用于另一项内容不同的操作，请更换后重试。',
    en: 'This Idempotency-Key was used for a different request. Use a new key.',
  },
  'command.keyMissing': {
    status: 422,
    zh: '请求缺少幂等键（请求头 Idempotency-Key）。',
    en: 'The header Idempotency-Key is missing.',
  },
  'withdraw.notAllowed': {
    status: 409,
    zh: '案件已进入不能撤件的环节，不能撤回申请。',
    en: 'The application can no longer be withdrawn at this stage.',
  },
  'recall.tooLate': {
    status: 409,
    zh: '下一环节已经办理，不能撤回。如确有错误，请由下一环节退回。',
    en: 'The next person has already acted, so this cannot be recalled. Ask them to return it.',
  },
  'recall.notAllowed': {
    status: 422,
    zh: '该环节的办理结果不能撤回。',
    en: 'Decisions of this stage cannot be recalled.',
  },
  'urge.coolDown': {
    status: 429,
    zh: '刚刚催办过，请在{minutes}分钟后再催办。',
    en: 'A reminder was just sent. Try again in {minutes} minutes.',
  },
  'return.notEarlier': {
    status: 422,
    zh: '只能退回到本环节之前已经办过的环节。',
    en: 'A return must go to a stage that was already passed.',
  },
  'case.notEnded': {
    status: 409,
    zh: '案件尚未办结，无需重启。',
    en: 'The case has not ended; there is nothing to reopen.',
  },
  'record.badBackdating': {
    status: 422,
    zh: '补录须写明不晚于现在的实际办理时间，并附证明材料。',
    en: 'A back-dated entry needs the moment of the act, not in the future, and a document that proves it.',
  },
  'return.branchUnknown': {
    status: 422,
    zh: '没有可退回的部门意见：{branch}。',
    en: 'There is no branch with a result to return: {branch}.',
  },
  'message.notAwaited': {
    status: 409,
    zh: '案件当前不等待该项外部结果（{message}）。',
    en: 'The case does not wait for this message ({message}).',
  },
  'migration.impossible': {
    status: 409,
    zh: '本案不能迁移到新的流程版本：{reason}。',
    en: 'The case cannot move to the new version: {reason}.',
  },
  'opinion.required': { status: 422, zh: '请填写理由。', en: 'State the reasons.' },

  // ---- proxies -----------------------------------------------------------------------------------------------
  'proxy.self': { status: 422, zh: '不能委托自己代理。', en: 'You cannot be your own proxy.' },
  'proxy.dates': {
    status: 422,
    zh: '代理的起止日期有误：止日不得早于起日和今天，最长{days}天。',
    en: 'The dates are wrong: the last day must not be before the first or today, and at most {days} days may be given.',
  },
  'proxy.agentUnknown': { status: 422, zh: '没有这个在职人员。', en: 'There is no such person in office.' },
  'proxy.none': {
    status: 403,
    zh: '您当前无权代理此人办理该事项。',
    en: 'You may not act for this person in this matter now.',
  },

  // ---- outcomes ----------------------------------------------------------------------------------------------
  'outcome.factNotTaken': {
    status: 422,
    zh: '该办理结果不接收字段“{fact}”。',
    en: 'This outcome does not take the fact "{fact}".',
  },
  'outcome.factType': {
    status: 422,
    zh: '字段“{fact}”的值应为{type}类型。',
    en: 'The fact "{fact}" must be of type {type}.',
  },
  'outcome.unknown': {
    status: 422,
    zh: '该环节没有“{outcome}”这一结论。',
    en: 'This stage has no outcome "{outcome}".',
  },
  'outcome.notOffered': {
    status: 422,
    zh: '按目前情况不能作出“{outcome}”的结论。',
    en: 'The outcome "{outcome}" is not available as things stand.',
  },
  'outcome.demandsOpinion': {
    status: 422,
    zh: '作出该结论须填写意见。',
    en: 'This outcome demands a written opinion.',
  },
  'outcome.demandsConditions': {
    status: 422,
    zh: '有条件同意须至少列明一项条件及其落实单位、完成时限和核查节点。',
    en: 'This outcome demands at least one condition with owner, due date and check point.',
  },
  'outcome.demandsAttachment': {
    status: 422,
    zh: '作出该结论须附材料。',
    en: 'This outcome demands an attached document.',
  },
  'outcome.demandsField': {
    status: 422,
    zh: '作出该结论须填写“{field}”。',
    en: 'This outcome demands the field "{field}".',
  },
  'outcome.dayTooEarly': {
    status: 422,
    zh: '“{field}”不得早于{earliest}（{basis}）。',
    en: '"{field}" must not be before {earliest} ({basis}).',
  },

  // ---- separation of duties ----------------------------------------------------------------------------------
  'duty.drafterMayNotApprove': {
    status: 403,
    zh: '本件由您拟办，不能由您本人审核或审签，请交由他人办理。',
    en: 'You drafted this, so you may not approve it. Somebody else must.',
  },
  'duty.twoDepartments': {
    status: 403,
    zh: '您已在本案中代表另一部门审查，同一人不能代表两个部门。',
    en: 'You already review this case for another department.',
  },
  'duty.alreadySigned': {
    status: 403,
    zh: '您已在本环节签署，同一人不能签署两次，请交由他人办理。',
    en: 'You have already signed in this stage. Nobody signs twice; somebody else must.',
  },
  'duty.alreadyRecused': { status: 409, zh: '此人已经回避。', en: 'This person is already recused.' },
  'duty.recused': { status: 403, zh: '您已回避本案，不能办理。', en: 'You are recused from this case.' },

  // ---- clocks ------------------------------------------------------------------------------------------------
  'clock.unknown': { status: 404, zh: '案件没有时限“{limit}”。', en: 'The case has no clock "{limit}".' },
  'clock.overdue': {
    status: 409,
    zh: '时限“{limit}”已经届满，不能再中止或者延长。',
    en: 'The limit "{limit}" has run out; it can no longer be stopped or extended.',
  },
  'clock.notGrantor': {
    status: 403,
    zh: '您无权批准该时限的延长。',
    en: 'You may not grant an extension of this limit.',
  },
  'clock.notStoppable': {
    status: 422,
    zh: '时限“{limit}”不能中止：没有允许中止的法定事由。',
    en: 'The clock "{limit}" cannot be stopped: no legal ground allows it.',
  },
  'clock.notRunning': {
    status: 409,
    zh: '时限“{limit}”没有在计算中，不能中止。',
    en: 'The clock "{limit}" is not running.',
  },
  'clock.notStopped': {
    status: 409,
    zh: '时限“{limit}”没有中止，不能恢复。',
    en: 'The clock "{limit}" is not stopped.',
  },
  'clock.noExtension': {
    status: 422,
    zh: '时限“{limit}”依法不能延长。',
    en: 'The clock "{limit}" cannot be extended.',
  },
  'clock.beyondCap': {
    status: 422,
    zh: '延长后累计超过上限：最多延长{cap}{unit}，已延长{granted}{unit}，还可延长{left}{unit}。',
    en: 'Beyond the cap: at most {cap} {unit}, {granted} already granted, {left} left.',
  },
  'clock.badExtension': {
    status: 422,
    zh: '延长的时间须为正整数。',
    en: 'An extension must be a positive whole number.',
  },
  'clock.basisUnknown': {
    status: 422,
    zh: '“{basis}”不是时限“{limit}”可以中止的法定事由。',
    en: '"{basis}" is not a legal ground for stopping the clock "{limit}".',
  },
  'limit.unknown': {
    status: 422,
    zh: '没有在{day}有效的时限规定“{key}”。',
    en: 'There is no limit "{key}" in force on {day}.',
  },

  // ---- signing in and access ---------------------------------------------------------------------------------
  'auth.required': { status: 401, zh: '请先登录。', en: 'Sign in first.' },
  'auth.badCredentials': { status: 401, zh: '用户名或密码不正确。', en: 'Wrong user name or password.' },
  'auth.locked': {
    status: 429,
    zh: '登录失败次数过多，请在{seconds}秒后再试。',
    en: 'Too many failed attempts. Try again in {seconds} seconds.',
  },
  'auth.oidcOff': {
    status: 404,
    zh: '本系统没有启用统一身份认证，请用用户名和密码登录。',
    en: 'This installation has no identity service. Sign in with your user name and password.',
  },
  'auth.oidcFailed': {
    status: 401,
    zh: '统一身份认证没有完成，请重新登录。',
    en: 'Signing in at the identity service did not succeed. Try again.',
  },
  'auth.oidcUnknown': {
    status: 403,
    zh: '统一身份认证已通过，但没有与之关联的可用账户，请联系本单位管理员。',
    en: 'You are known to the identity service, but no open account is linked to you. Ask your administrator.',
  },
  'auth.oidcAway': {
    status: 503,
    zh: '统一身份认证服务没有应答，请稍后再试，或用用户名和密码登录。',
    en: 'The identity service does not answer. Try later, or sign in with your password.',
  },
  'auth.csrf': {
    status: 403,
    zh: '页面已过期，请刷新后重试（缺少或不符的 X-CSRF-Token）。',
    en: 'The page has expired, reload it (X-CSRF-Token missing or wrong).',
  },
  'auth.samePassword': {
    status: 422,
    zh: '新密码不能与原密码相同。',
    en: 'The new password must differ from the present one.',
  },
  'auth.weakPassword': {
    status: 422,
    zh: '密码至少{length}个字符，且不能与用户名相同。',
    en: 'A password needs at least {length} characters and must differ from the user name.',
  },
  'access.denied': { status: 403, zh: '您无权进行此操作。', en: 'You may not do this.' },
  'resource.unknown': {
    status: 404,
    zh: '没有这项内容，或您无权查看。',
    en: 'There is nothing here, or you may not see it.',
  },
  'resource.exists': { status: 409, zh: '“{name}”已经存在。', en: '"{name}" exists already.' },

  'person.externalIdTaken': {
    status: 409,
    zh: '统一身份编号“{externalId}”已关联其他人员，请核对。',
    en: 'The identity number "{externalId}" is linked to somebody else. Check it.',
  },
  'person.loginTaken': {
    status: 409,
    zh: '登录名“{login}”已被使用，请换一个。',
    en: 'The login name "{login}" is taken. Choose another.',
  },
  'person.orgUnknown': {
    status: 422,
    zh: '没有代码为“{org}”的单位，请先建立单位。',
    en: 'There is no organisation "{org}". Create it first.',
  },
  'person.roleUnknown': {
    status: 422,
    zh: '没有角色“{role}”，应为：{choices}。',
    en: 'There is no role "{role}". Choose one of: {choices}.',
  },
  'person.ownRoles': {
    status: 403,
    zh: '不能给自己增加或延长岗位，请由另一名管理员办理。',
    en: 'You cannot give yourself a role or make it last longer. Ask another administrator.',
  },
  'person.roleHeld': {
    status: 409,
    zh: '此人在该时间段内已任这一岗位。',
    en: 'The person holds this role in that period already.',
  },
  'person.roleEnded': {
    status: 409,
    zh: '这一岗位已定于 {on} 终止，终止日期只能提前。',
    en: 'This role ends on {on} already; it can only be made to end earlier.',
  },
  'person.lastAdmin': {
    status: 409,
    zh: '这是最后一位系统管理员，不能取消。请先指定另一位管理员。',
    en: 'This is the last administrator. Appoint another one first.',
  },
  'resource.changed': {
    status: 409,
    zh: '内容已被他人修改，请刷新后再改。',
    en: 'Somebody else has changed this. Reload and try again.',
  },

  // ---- reference data ----------------------------------------------------------------------------------------
  'reference.datesReversed': {
    status: 422,
    zh: '失效日期（{to}）早于生效日期（{from}）。',
    en: 'The last day ({to}) lies before the first day ({from}).',
  },
  'reference.overlaps': {
    status: 422,
    zh: '与自{from}起生效的另一版本重叠，请把失效日期定在此之前。',
    en: 'This overlaps with the version in force from {from}. Let it end before that day.',
  },
  'reference.retroactive': {
    status: 422,
    zh: '自{from}起生效的版本已在施行，只能更正文字和来源；数值变更请另立新版本。',
    en: 'The version from {from} is in force: only its wording may be corrected. Make a new version for new numbers.',
  },
  'reference.past': {
    status: 422,
    zh: '新版本只能自今日或以后的日期起施行，不能自{day}起。',
    en: 'A version takes effect today or later, not from {day}.',
  },
  'reference.laterVersion': {
    status: 409,
    zh: '已发布自{from}起施行的版本，新版本的施行日期不得早于该日。',
    en: 'A version from {from} is published already. A further one cannot take effect before it.',
  },
  'reference.noChange': {
    status: 422,
    zh: '与该日施行的数据完全相同，没有需要发布的内容。',
    en: 'This is the same as what is in force on that day. There is nothing to publish.',
  },
  'reference.fileKind': {
    status: 415,
    zh: '请上传 XLSX、CSV 或 JSON 文件，而不是“{name}”。',
    en: 'Upload an XLSX, CSV or JSON file, not "{name}".',
  },
  'reference.fileBroken': {
    status: 422,
    zh: '文件无法读取，请以下载的文件为底稿填写后重新上传。',
    en: 'The file cannot be read. Begin with a file fetched here and upload it again.',
  },
  'reference.fileNotUtf8': {
    status: 422,
    zh: '文件不是 UTF-8 编码，请另存为“CSV UTF-8”或者 XLSX 后重新上传。',
    en: 'The file is not UTF-8. Save it as "CSV UTF-8" or as XLSX and upload it again.',
  },
  'reference.fileRows': {
    status: 422,
    zh: '文件超过 {max} 行，请核对。',
    en: 'The file has more than {max} rows.',
  },
  'reference.noRows': {
    status: 422,
    zh: '文件中没有数据行。要停用整套数据，请联系主管部门。',
    en: 'The file holds no rows. A set cannot be emptied.',
  },
  'reference.columnMissing': {
    status: 422,
    zh: '文件缺少“{column}”列。',
    en: 'The file has no column "{column}".',
  },
  'reference.columnUnknown': {
    status: 422,
    zh: '文件中的“{column}”列不属于本套数据，请删除或更正列名。',
    en: 'The column "{column}" does not belong to this set. Remove or rename it.',
  },
  'reference.twice': {
    status: 422,
    zh: '“{value}”与第 {row} 条重复。',
    en: '"{value}" stands in entry {row} already.',
  },
  'reference.notKnown': {
    status: 422,
    zh: '系统中没有“{value}”，请核对代码。',
    en: '"{value}" is not known here. Check the code.',
  },
  'reference.stillUsed': {
    status: 422,
    zh: '不能删除“{value}”，仍在使用。',
    en: '"{value}" is still in use and cannot be removed.',
  },
  'reference.gap': {
    status: 422,
    zh: '各段应首尾相接、既不重叠也不遗漏，此处应从 {at} 起。',
    en: 'The spans must follow each other without gap or overlap; this one should begin at {at}.',
  },
  'reference.openEnd': {
    status: 422,
    zh: '最后一段的上限应留空。',
    en: 'The last span has no upper end: leave it empty.',
  },
  'reference.levelOrder': {
    status: 422,
    zh: 'R 值下限应小于{level}级的下限。',
    en: 'The lower bound of R must be below that of level {level}.',
  },
  'reference.emptySpan': {
    status: 422,
    zh: '最大值应大于最小值。',
    en: 'The upper end must be above the lower end.',
  },
  'reference.noneFits': {
    status: 422,
    zh: '设计、评价各至少须有一项可承担两重点一重大项目。',
    en: 'At least one grade and one scope must fit key-hazard projects.',
  },
  'reference.sameBasis': {
    status: 422,
    zh: '各行依据应当相同。',
    en: 'All rows must have the same basis.',
  },
  'reference.fixedUnit': { status: 422, zh: '此项的单位不能修改。', en: 'The unit of this cannot be changed.' },
  'reference.yearsUntold': {
    status: 422,
    zh: '告知内容应写明保存多久：请在文中保留年限的占位符。',
    en: 'The notice must tell for how long the data are kept: keep the placeholder for the years.',
  },
  'reference.oneRow': { status: 422, zh: '本套数据只有一行。', en: 'This set has one row only.' },
  'routing.past': {
    status: 422,
    zh: '分办规则只能自今日或以后的日期起施行，不能自{day}起。',
    en: 'A routing table takes effect today or later, not from {day}.',
  },
  'routing.unknownDepartment': {
    status: 422,
    zh: '请选择本流程中有审查环节的部门；新增审查部门须发布新的流程定义。',
    en: 'Choose a department that reviews in this procedure. A further one needs a new definition.',
  },
  'calendar.wrongYear': {
    status: 422,
    zh: '{day}不在{year}年内。',
    en: '{day} does not lie in {year}.',
  },
  'calendar.notWeekend': {
    status: 422,
    zh: '{day}不是周末，不需要列为补班日。',
    en: '{day} is no weekend day and needs no entry as a make-up day.',
  },
  'calendar.bothWays': {
    status: 422,
    zh: '{day}同时列为放假和补班，请核对。',
    en: '{day} is listed both as a day off and as a make-up day.',
  },

  // ---- input and files ---------------------------------------------------------------------------------------
  'input.invalid': {
    status: 422,
    zh: '填写的内容有误，请按提示更正。',
    en: 'Some of the input is not valid. Correct what is named.',
  },
  'input.field': { status: 422, zh: '“{field}”填写有误：{why}', en: 'The field "{field}" is not valid: {why}' },
  'input.malformed': {
    status: 400,
    zh: '请求无法识别，请检查地址、参数和请求头。',
    en: 'The request cannot be understood. Check its address, parameters and headers.',
  },
  'input.unknownField': {
    status: 422,
    zh: '没有“{field}”这一项，请删除。',
    en: 'There is no field "{field}". Remove it.',
  },
  'body.mediaType': {
    status: 415,
    zh: '不支持的内容类型，请以 JSON（application/json）提交。',
    en: 'Unsupported media type. Send JSON (application/json).',
  },
  'field.required': { status: 422, zh: '请填写“{field}”。', en: 'The field "{field}" is missing.' },
  'field.text': { status: 422, zh: '“{field}”须为文字。', en: 'The field "{field}" must be text.' },
  'field.number': { status: 422, zh: '“{field}”须为数值。', en: 'The field "{field}" must be a number.' },
  'field.whole': { status: 422, zh: '“{field}”须为整数。', en: 'The field "{field}" must be a whole number.' },
  'field.boolean': {
    status: 422,
    zh: '“{field}”须为是或否（true/false）。',
    en: 'The field "{field}" must be true or false.',
  },
  'field.list': { status: 422, zh: '“{field}”须为列表。', en: 'The field "{field}" must be a list.' },
  'field.object': { status: 422, zh: '“{field}”须为一组内容（对象）。', en: 'The field "{field}" must be an object.' },
  'field.date': {
    status: 422,
    zh: '“{field}”须为日期（如 2026-11-24）。',
    en: 'The field "{field}" must be a date such as 2026-11-24.',
  },
  'field.min': { status: 422, zh: '“{field}”不能小于 {min}。', en: 'The field "{field}" must be at least {min}.' },
  'field.max': { status: 422, zh: '“{field}”不能大于 {max}。', en: 'The field "{field}" must be at most {max}.' },
  'field.above': { status: 422, zh: '“{field}”须大于 {above}。', en: 'The field "{field}" must be above {above}.' },
  'field.tooShort': {
    status: 422,
    zh: '“{field}”至少 {min} 个字符。',
    en: 'The field "{field}" needs at least {min} characters.',
  },
  'field.tooLong': {
    status: 422,
    zh: '“{field}”最多 {max} 个字符。',
    en: 'The field "{field}" may have at most {max} characters.',
  },
  'field.tooFew': {
    status: 422,
    zh: '“{field}”至少须有 {min} 项。',
    en: 'The field "{field}" needs at least {min} entries.',
  },
  'field.tooMany': {
    status: 422,
    zh: '“{field}”最多 {max} 项。',
    en: 'The field "{field}" may have at most {max} entries.',
  },
  'field.duplicate': { status: 422, zh: '“{field}”中有重复的项。', en: 'The field "{field}" has repeated entries.' },
  'field.choice': {
    status: 422,
    zh: '“{field}”应为以下之一：{choices}。',
    en: 'The field "{field}" must be one of: {choices}.',
  },
  'field.format': {
    status: 422,
    zh: '“{field}”的格式不正确。',
    en: 'The field "{field}" does not have the right form.',
  },
  'input.json': { status: 400, zh: '请求内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'body.tooLarge': {
    status: 413,
    zh: '提交的内容超过上限（{limit}）。',
    en: 'The body is larger than the limit ({limit}).',
  },
  'file.missing': { status: 422, zh: '请选择要上传的文件。', en: 'Choose a file to upload.' },
  'file.typeMismatch': {
    status: 422,
    zh: '文件“{name}”的实际内容是{actual}，与扩展名不符，请核对后重新上传。',
    en: 'The content of "{name}" is {actual}, which is not what its extension says.',
  },
  'file.tooLarge': {
    status: 413,
    zh: '文件“{name}”超过上限（{limit}）。',
    en: 'The file "{name}" is larger than the limit ({limit}).',
  },
  'file.typeNotAllowed': {
    status: 415,
    zh: '不接受“{name}”这类文件，请上传 {allowed}。',
    en: 'Files like "{name}" are not accepted. Upload {allowed}.',
  },
  'file.empty': { status: 422, zh: '文件“{name}”是空的，请核对后重新上传。', en: 'The file "{name}" is empty.' },
  'file.notUtf8': {
    status: 422,
    zh: '文本文件“{name}”不是 UTF-8 编码，请另存为 UTF-8 后重新上传。',
    en: 'The text file "{name}" is not UTF-8. Save it as UTF-8 and upload it again.',
  },
  'document.damaged': {
    status: 500,
    zh: '文件“{name}”与登记的校验值不符，可能已被改动或损坏，请联系管理员。',
    en: 'The file "{name}" does not match its recorded hash. It was changed or damaged; tell the administrator.',
  },
  'document.superseded': {
    status: 409,
    zh: '文件“{name}”已被另一份文件替换，请刷新后重试。',
    en: 'The file "{name}" was already replaced by another one. Refresh and try again.',
  },
  'document.notYours': {
    status: 422,
    zh: '文件（{document}）不存在，或者不能用于本案，请重新上传。',
    en: 'The document {document} is not there or may not be used in this case. Upload it again.',
  },
  'document.missingGlyphs': {
    status: 422,
    zh: '文书字库中没有下列字符，不能生成文书：{characters}。请改用规范字。',
    en: 'The font of the letters lacks these characters: {characters}. Use standard forms.',
  },
  'record.broken': {
    status: 500,
    zh: '案件记录的第{seq}条已被改动（{kind}），不能归档，请联系管理员。',
    en: 'Event {seq} of the case record was touched ({kind}). It cannot be archived; tell the administrator.',
  },
  'letter.unknown': { status: 404, zh: '没有这份文书。', en: 'There is no such letter.' },
  'letter.revisionGap': {
    status: 409,
    zh: '文书第{revision}次更正之前的版本尚未编号，不能更正。',
    en: 'The letter has no version before revision {revision}, so there is nothing to correct.',
  },
  'rate.limited': { status: 429, zh: '操作过于频繁，请稍后再试。', en: 'Too many requests. Try again in a moment.' },

  // ---- public notices ----------------------------------------------------------------------------------------
  'notice.unknown': { status: 404, zh: '没有这项公示。', en: 'There is no such public notice.' },
  'objection.early': {
    status: 409,
    zh: '公示自{from}起，现在还不能提出异议。',
    en: 'The notice begins on {from}; it is too early to object.',
  },
  'objection.late': {
    status: 409,
    zh: '公示期至{until}届满，本页不再接收异议（行政许可法第三十六条、第四十七条）。对审查决定不服的，可以依法申请行政复议或者提起行政诉讼。',
    en: 'The notice ended on {until}; objections are no longer taken here (Administrative Licensing Law, arts. 36 and 47). The decision itself can be appealed against or taken to court.',
  },
  'objection.hearingLate': {
    status: 422,
    zh: '听证应当自公示之日起五日内提出，已于{until}届满（行政许可法第四十七条）。仍可以只提出异议。',
    en: 'A hearing had to be asked for within five days, by {until} (Administrative Licensing Law, art. 47). You may still object without one.',
  },
  'objection.caseEnded': {
    status: 409,
    zh: '该项目的审查已经办结，不再接收异议。',
    en: 'The review of this project has ended; objections are no longer taken.',
  },
  'objection.noContact': {
    status: 422,
    zh: '请至少填写手机（或固定电话）和电子邮箱中的一项，以便核实和答复。',
    en: 'Give a phone number or a mail address, so that you can be asked and answered.',
  },
  'objection.badPhone': {
    status: 422,
    zh: '电话号码不正确：手机为 11 位，固定电话请带区号，如 0575-00000000。',
    en: 'The phone number is not right: 11 digits for a mobile, area code first for a landline, such as 0575-00000000.',
  },
  'objection.badMail': {
    status: 422,
    zh: '电子邮箱不正确，如 name@example.com。',
    en: 'The mail address is not right; it looks like name@example.com.',
  },
  'objection.noConsent': {
    status: 422,
    zh: '请阅读个人信息处理说明并勾选同意（个人信息保护法第十四条）。不同意的，可以到受理窗口当面提出。',
    en: 'Read how your data are used and agree (Personal Information Protection Law, art. 14); or object at the window in person.',
  },
  'objection.unknown': {
    status: 404,
    zh: '没有查到这条异议，请核对回执编号和联系方式。',
    en: 'There is no such objection. Check the receipt number and the contact that you gave.',
  },
  'objection.beingChecked': {
    status: 409,
    zh: '本案另一条异议正在核实，请先办结再登记下一条。',
    en: 'Another objection in this case is being checked. Finish it before you take the next one.',
  },
  'objection.checked': { status: 409, zh: '这条异议已经核实办结。', en: 'This objection has been checked already.' },
  'objection.notAwaited': {
    status: 409,
    zh: '案件已经离开公示环节，不能再登记异议。请退回经办人一并研究。',
    en: 'The case has left the public notice. Send it back to the officer to consider this objection.',
  },
  'objection.stillNeeded': {
    status: 409,
    zh: '异议尚未办结或者要求的听证尚未结束，处理目的没有实现，暂不能删除个人信息（个人信息保护法第四十七条）。',
    en: 'The objection is still being worked on, or its hearing is not over: the data are still needed (Personal Information Protection Law, art. 47).',
  },
  'objection.open': {
    status: 409,
    zh: '公示期内收到的异议尚未核实，不能作出决定（行政许可法第三十六条），回执编号：{receipts}。请退回经办人，重新报送时系统会将其登记到案件。',
    en: 'Objections that came in time have not been checked; the case cannot be decided (Administrative Licensing Law, art. 36). Receipts: {receipts}. Send the case back to the officer: when it comes up again they are taken onto it.',
  },

  // ---- hand signatures ---------------------------------------------------------------------------------------
  'signature.notPng': {
    status: 422,
    zh: '这不是完整的 PNG 图片，请重新绘制，或另存为 PNG 后再上传。',
    en: 'This is not a whole PNG picture. Draw it again, or save it as PNG and upload it.',
  },
  'signature.tooLarge': {
    status: 422,
    zh: '签名图片超过 {limit} kB，请裁去空白或缩小后再上传。',
    en: 'The picture is larger than {limit} kB. Crop or shrink it.',
  },
  'signature.size': {
    status: 422,
    zh: '签名图片为 {width}×{height} 像素，应在 {least} 至 {most} 像素之间。',
    en: 'The picture has {width} by {height} points; it must have between {least} and {most}.',
  },
  'signature.empty': {
    status: 422,
    zh: '图片上没有笔迹，请先签名。',
    en: 'Nothing is drawn on the picture. Sign first.',
  },
  'signature.full': {
    status: 422,
    zh: '图片大部分不是白底或透明底，请使用白纸签名的扫描件。',
    en: 'Most of the picture is neither white nor transparent. Use a scan of a signature on white paper.',
  },
  'signature.tooOften': {
    status: 429,
    zh: '一天之内更换签名的次数过多（{most} 次），请明天再换。',
    en: 'The signature was changed too often today ({most} times). Change it tomorrow.',
  },

  // ---- drafts ------------------------------------------------------------------------------------------------
  'draft.changed': {
    status: 409,
    zh: '您在另一个窗口或另一台电脑上保存过这份草稿，请先核对再决定保留哪一份。',
    en: 'You saved this draft in another window or on another machine. Look at it before you decide which to keep.',
  },
  'draft.tooLong': {
    status: 422,
    zh: '草稿超过 {limit} kB，请精简文字，较长的材料请作为附件上传。',
    en: 'The draft is longer than {limit} kB. Shorten it, or upload long texts as documents.',
  },
  'draft.unknownDialog': {
    status: 404,
    zh: '没有这个填写窗口，无法保存草稿。',
    en: 'There is no such dialog to keep a draft of.',
  },

  // ---- mails -------------------------------------------------------------------------------------------------
  'mail.off': {
    status: 409,
    zh: '本系统没有配置邮件服务器，或发送邮件的程序没有运行，暂不能发送邮件。请运维人员核对。',
    en: 'No mail server is configured, or the worker that sends mails does not run. Ask your operators.',
  },
  'mail.noAddress': {
    status: 409,
    zh: '您还没有登记电子邮箱，请先在“账户与安全”中填写。',
    en: 'You have not given a mail address. Enter it under “Account” first.',
  },

  // ---- service -----------------------------------------------------------------------------------------------
  'service.temporalAway': {
    status: 503,
    zh: '流程服务暂时没有应答，尚不能确定这次操作是否已经记录。页面会自动再次提交，同一操作只计一次，请不要另行重复办理。',
    en: 'The workflow service did not answer; whether this was recorded is not known yet. The pages ask again by themselves; a repeat with the same Idempotency-Key counts once.',
  },
  'service.mongoAway': {
    status: 503,
    zh: '数据服务暂时没有应答，尚不能确定这次操作是否已经记录。页面会自动再次提交，同一操作只计一次，请不要另行重复办理。',
    en: 'The database did not answer; whether this was recorded is not known yet. The pages ask again by themselves; a repeat with the same Idempotency-Key counts once.',
  },
  internal: {
    status: 500,
    zh: '系统内部错误，已记录。请稍后重试，或将编号告知管理员。',
    en: 'An internal error was recorded. Try again, or tell the administrator the trace id.',
  },

  // ---- definitions -------------------------------------------------------------------------------------------
  'definition.unknown': { status: 404, zh: '没有流程定义“{code}”。', en: 'There is no process definition "{code}".' },
  'definition.notInForce': {
    status: 422,
    zh: '流程定义“{code}”在{day}没有有效的版本。',
    en: 'No version of the definition "{code}" is in force on {day}.',
  },
  'definition.unsound': {
    status: 422,
    zh: '流程定义有{count}处错误，不能发布，请按提示修改。',
    en: 'The definition has {count} faults and cannot be published.',
  },
  'definition.malformed': { status: 422, zh: '流程定义格式有误：{why}', en: 'The definition is malformed: {why}' },
  'definition.noStart': {
    status: 422,
    zh: '起始环节“{stage}”不存在。',
    en: 'The start stage "{stage}" does not exist.',
  },
  'definition.duplicateStage': {
    status: 422,
    zh: '环节代码“{stage}”重复。',
    en: 'The stage code "{stage}" occurs twice.',
  },
  'definition.unknownStage': {
    status: 422,
    zh: '环节“{stage}”指向不存在的环节“{to}”。',
    en: 'The stage "{stage}" leads to "{to}", which does not exist.',
  },
  'definition.unreachableStage': {
    status: 422,
    zh: '环节“{stage}”无法到达。',
    en: 'The stage "{stage}" cannot be reached.',
  },
  'definition.noEnd': {
    status: 422,
    zh: '从环节“{stage}”无法走到办结。',
    en: 'From the stage "{stage}" no end can be reached.',
  },
  'definition.noOutcomes': {
    status: 422,
    zh: '环节“{stage}”没有任何结论。',
    en: 'The stage "{stage}" has no outcomes.',
  },
  'definition.duplicateOutcome': {
    status: 422,
    zh: '环节“{stage}”的结论“{outcome}”重复。',
    en: 'The outcome "{outcome}" of stage "{stage}" occurs twice.',
  },
  'definition.neverJoins': {
    status: 422,
    zh: '并行环节“{stage}”无法汇合：{why}',
    en: 'The parallel stage "{stage}" can never join: {why}',
  },
  'definition.unknownLimit': {
    status: 422,
    zh: '环节“{stage}”使用了未定义的时限“{limit}”。',
    en: 'The stage "{stage}" uses the unknown limit "{limit}".',
  },
  'definition.unknownFact': {
    status: 422,
    zh: '环节“{stage}”使用了未定义的事实“{fact}”。',
    en: 'The stage "{stage}" uses the unknown fact "{fact}".',
  },
  'definition.factType': {
    status: 422,
    zh: '环节“{stage}”对事实“{fact}”的使用与其类型{type}不符。',
    en: 'The stage "{stage}" uses the fact "{fact}" against its type {type}.',
  },
  'definition.unknownForm': {
    status: 422,
    zh: '环节“{stage}”使用了未定义的表单“{form}”。',
    en: 'The stage "{stage}" uses the unknown form "{form}".',
  },
  'definition.unknownField': {
    status: 422,
    zh: '环节“{stage}”要求的字段“{field}”不在其表单中。',
    en: 'The stage "{stage}" demands the field "{field}", which its form does not have.',
  },
  'definition.unknownAssignee': {
    status: 422,
    zh: '环节“{stage}”的办理人规则“{assignee}”无法落实。',
    en: 'The stage "{stage}" has an assignment rule "{assignee}" that cannot be met.',
  },
  'definition.unknownActivity': {
    status: 422,
    zh: '环节“{stage}”使用了未定义的自动处理“{activity}”。',
    en: 'The stage "{stage}" uses the unknown activity "{activity}".',
  },
  'definition.unknownProcess': {
    status: 422,
    zh: '环节“{stage}”启动的流程“{process}”不存在。',
    en: 'The stage "{stage}" starts the unknown process "{process}".',
  },
  'definition.badPolicy': {
    status: 422,
    zh: '环节“{stage}”的会签规则有误：{why}',
    en: 'The signing policy of stage "{stage}" is wrong: {why}',
  },
  'definition.silentApproval': {
    status: 422,
    zh: '环节“{stage}”逾期自动作出结论“{outcome}”缺少依据，或属于默示同意，不予发布。',
    en: 'The stage "{stage}" would give "{outcome}" at its due date without basis, or as a silent approval.',
  },
  'definition.badDates': {
    status: 422,
    zh: '流程定义的生效日期有误：{why}',
    en: 'The effective dates of the definition are wrong: {why}',
  },
  'definition.limitNeverStarts': {
    status: 422,
    zh: '环节“{stage}”中止或者办结时限“{limit}”，但没有环节启动它。',
    en: 'The stage "{stage}" stops or meets the limit "{limit}", which no stage starts.',
  },
  'definition.badCode': {
    status: 422,
    zh: '环节“{stage}”的代码“{value}”只能由字母、数字、下划线和连字符组成，并以字母开头。',
    en: 'The code "{value}" at "{stage}" must be letters, digits, underscores and hyphens, a letter first.',
  },
  'definition.circle': {
    status: 422,
    zh: '环节“{stage}”处在一个无人办理的循环中，案件会永远空转。',
    en: 'The stage "{stage}" lies on a circle on which nobody is ever asked.',
  },
  'definition.rowWithoutStage': {
    status: 422,
    zh: '判定环节“{stage}”有一行没有写明下一环节。',
    en: 'A row of the decision "{stage}" names no next stage.',
  },
  'definition.dueWithoutLimit': {
    status: 422,
    zh: '环节“{stage}”写明了逾期的处理，但没有时限或者依据。',
    en: 'The stage "{stage}" says what happens at its due date, but has no limit or no basis.',
  },
  'definition.noBranches': {
    status: 422,
    zh: '并行环节“{stage}”没有分支。',
    en: 'The parallel stage "{stage}" has no branches.',
  },
  'definition.duplicateBranch': {
    status: 422,
    zh: '并行环节“{stage}”的分支“{branch}”重复。',
    en: 'The branch "{branch}" of "{stage}" occurs twice.',
  },
  'definition.quorumComputed': {
    status: 422,
    zh: '并行环节“{stage}”的成员由计算得出，不能约定按数量汇合。',
    en: 'The members of "{stage}" are computed; a join by number cannot be relied on.',
  },
  'definition.quorumOutOfRange': {
    status: 422,
    zh: '并行环节“{stage}”要求{of}个分支完成，但只有{branches}个分支。',
    en: '"{stage}" waits for {of} of {branches} branches.',
  },
  'definition.returnConfirmed': {
    status: 422,
    zh: '环节“{stage}”的退回结论“{outcome}”不能要求第二人确认。',
    en: 'The return "{outcome}" of "{stage}" cannot demand a second person.',
  },
  'definition.ambiguousReturn': {
    status: 422,
    zh: '环节“{stage}”的退回结论“{outcome}”指向多个同名环节“{to}”。',
    en: 'The return "{outcome}" of "{stage}" leads to "{to}", which exists at several levels.',
  },
  'definition.returnNotEarlier': {
    status: 422,
    zh: '环节“{stage}”的退回结论“{outcome}”指向的“{to}”不在本环节之前。',
    en: 'The return "{outcome}" of "{stage}" leads to "{to}", which does not lie before it.',
  },
  'definition.nothingOffered': {
    status: 422,
    zh: '环节“{stage}”的结论都有条件，可能出现没有结论可选的情况。',
    en: 'All outcomes of "{stage}" have conditions; there may be none to choose.',
  },
  'definition.policyOutcome': {
    status: 422,
    zh: '环节“{stage}”的签署或者逾期规则使用了不存在或者不能使用的结论“{outcome}”。',
    en: 'The policy of "{stage}" uses the outcome "{outcome}", which does not exist or cannot be used there.',
  },
  'definition.voteQuorum': {
    status: 422,
    zh: '环节“{stage}”的最低投票数{quorum}不合理。',
    en: 'The quorum {quorum} of the vote in "{stage}" cannot be met or is no number of votes.',
  },
  'definition.voteThreshold': {
    status: 422,
    zh: '环节“{stage}”的通过比例{threshold}应在0（含）至1（不含）之间。',
    en: 'The threshold {threshold} of the vote in "{stage}" must be at least 0 and below 1.',
  },
  'definition.voteWeights': {
    status: 422,
    zh: '环节“{stage}”的票权须大于零。',
    en: 'The weights of the vote in "{stage}" must be positive.',
  },
  'definition.voteVeto': {
    status: 422,
    zh: '环节“{stage}”的否决权须同时写明行使的角色和结论，且该角色参加表决。',
    en: 'A veto in "{stage}" needs the roles that hold it, which must vote, and its outcome.',
  },
  'definition.immutable': {
    status: 409,
    zh: '流程定义“{code}”第{version}版已经发布，不能修改，请发布新版本。',
    en: 'Version {version} of "{code}" is published and cannot change. Publish a new version.',
  },
  'definition.notNext': {
    status: 409,
    zh: '流程定义“{code}”的下一版应为第{next}版，而不是第{version}版。',
    en: 'The next version of "{code}" is {next}, not {version}.',
  },
  'definition.alreadyRetired': {
    status: 409,
    zh: '流程定义“{code}”第{version}版已经停用。',
    en: 'Version {version} of "{code}" is already retired.',
  },
  'definition.otherProcess': {
    status: 422,
    zh: '案件{caseNo}属于流程“{process}”，不能在“{code}”上试运行。',
    en: 'The case {caseNo} belongs to the process "{process}" and cannot be tried on "{code}".',
  },

  // ---- domain rules ------------------------------------------------------------------------------------------
  'day.invalid': {
    status: 422,
    zh: '“{day}”不是有效的日期（应为 YYYY-MM-DD）。',
    en: '"{day}" is not a valid date (YYYY-MM-DD).',
  },
  'law.noVersion': { status: 422, zh: '没有在{day}有效的规定。', en: 'No version of the rule was in force on {day}.' },
  'cas.format': {
    status: 422,
    zh: '“{cas}”不是 CAS 号的格式（如 7782-50-5）。',
    en: '"{cas}" does not have the form of a CAS number (such as 7782-50-5).',
  },
  'cas.digit': {
    status: 422,
    zh: 'CAS 号“{cas}”的校验码应为 {expected}，请核对。',
    en: 'The check digit of CAS number "{cas}" should be {expected}.',
  },
  'cas.unknown': {
    status: 422,
    zh: 'CAS 号“{cas}”不在参考名录中，请核对；确属名录外物质的，请填写其危险性类别。',
    en: 'The CAS number "{cas}" is in no reference list. Check it, or state the hazard category.',
  },
  'uscc.format': {
    status: 422,
    zh: '统一社会信用代码“{uscc}”应为18位数字或大写字母（不含 I、O、S、V、Z）。',
    en: 'The credit code "{uscc}" must have 18 digits or capital letters other than I, O, S, V, Z.',
  },
  'uscc.digit': {
    status: 422,
    zh: '统一社会信用代码“{uscc}”的校验码应为 {expected}，请核对。',
    en: 'The check character of credit code "{uscc}" should be {expected}.',
  },
  'quantity.negative': { status: 422, zh: '“{field}”不能为负数。', en: 'The field "{fieldEn}" must not be negative.' },
  'quantity.zero': { status: 422, zh: '“{field}”须大于零。', en: 'The field "{fieldEn}" must be greater than zero.' },
  'quantity.absurd': {
    status: 422,
    zh: '“{field}”为 {value}{unit}，超出合理范围（{min}至{max}{unit}），请核对数值和单位。',
    en: 'The field "{fieldEn}" is {value} {unit}, outside of {min} to {max} {unit}. Check the value and its unit.',
  },
  'grade.noCriticalQuantity': {
    status: 422,
    zh: '物质“{name}”在 GB 18218-2018 表1、表2中没有对应的临界量，请填写其危险性类别。',
    en: 'GB 18218-2018 gives no critical quantity for "{name}". State its hazard category.',
  },
  'grade.variantNeeded': {
    status: 422,
    zh: '物质“{name}”在 GB 18218-2018 表1中有多个临界量，请选择：{variants}。',
    en: 'GB 18218-2018 gives several critical quantities for "{name}". Choose one of: {variants}.',
  },
  'grade.unknownCategory': {
    status: 422,
    zh: '危险性类别“{category}”不在 GB 18218-2018 表2中。',
    en: 'The category "{category}" is not in table 2 of GB 18218-2018.',
  },
  'expert.noneFree': {
    status: 409,
    zh: '专家库中没有可抽取的“{speciality}”专家。',
    en: 'No expert of "{speciality}" is left in the pool.',
  },
  'application.versionUnknown': {
    status: 404,
    zh: '没有申报材料“{application}”的第{version}版。',
    en: 'The application "{application}" has no version {version}.',
  },

  'application.unknown': {
    status: 404,
    zh: '没有这份申报，或您无权查看。',
    en: 'There is no such application, or you may not see it.',
  },
  'application.locked': {
    status: 409,
    zh: '申报已经提交，在要求补正之前不能修改。',
    en: 'The application is submitted. It can be changed only while a correction is asked for.',
  },
  'application.notDraft': {
    status: 409,
    zh: '申报已经提交，不能删除；如不再办理，请撤件。',
    en: 'The application is submitted and cannot be deleted. Withdraw the case instead.',
  },
  'application.noCorrection': {
    status: 409,
    zh: '目前没有要求补正，不能重新提交。',
    en: 'No correction is asked for, so nothing can be resubmitted.',
  },
  'application.pointUnanswered': {
    status: 422,
    zh: '第{number}项补正内容“{point}”还没有答复，请逐项说明。',
    en: 'Point {number}, "{point}", is not answered. Answer each point.',
  },
  'application.pointUnknown': {
    status: 422,
    zh: '没有第{number}项补正内容。',
    en: 'There is no point {number}.',
  },

  // ---- pre-check of an application ---------------------------------------------------------------------------
  'precheck.type': { status: 422, zh: '“{field}”的填写方式不对，应为{type}。', en: '"{fieldEn}" must be {typeEn}.' },
  'precheck.missing': { status: 422, zh: '请填写“{field}”。', en: 'The field "{fieldEn}" is missing.' },
  'precheck.choice': {
    status: 422,
    zh: '“{field}”的取值“{value}”无效，应为：{choices}。',
    en: 'The value "{value}" of "{fieldEn}" is not one of: {choices}.',
  },
  'precheck.futureDate': {
    status: 422,
    zh: '“{field}”为 {day}，晚于今天，请核对。',
    en: 'The field "{fieldEn}" is {day}, which lies in the future.',
  },
  'precheck.expired': {
    status: 422,
    zh: '“{field}”已于 {day} 到期，请提交有效的资质证书。',
    en: 'The certificate "{fieldEn}" expired on {day}.',
  },
  'precheck.reportBeforeDesign': {
    status: 422,
    zh: '安全评价报告日期（{report}）早于设计日期（{design}），报告不是依据本设计作出的。',
    en: 'The evaluation report ({report}) is older than the design ({design}).',
  },
  'precheck.designGrade': {
    status: 422,
    zh: '涉及“两重点一重大”的项目须由石油化工医药行业资质的设计单位设计，现填“{grade}”。',
    en: 'A key-hazard project must be designed by a firm of the petrochemical and pharmaceutical grade, not "{grade}".',
  },
  'precheck.scopeOfEvaluation': {
    status: 422,
    zh: '安全评价机构的业务范围“{scope}”不含化工，不能评价本项目。',
    en: 'The scope "{scope}" of the evaluation institution does not cover chemicals.',
  },
  'precheck.noProjectData': { status: 422, zh: '请至少填写一种物质。', en: 'State at least one substance.' },
  'precheck.unitUnknown': {
    status: 422,
    zh: '物质“{name}”所属的评价单元“{unit}”不存在。',
    en: 'The unit "{unit}" of the substance "{name}" does not exist.',
  },
  'precheck.unitMissing': {
    status: 422,
    zh: '物质“{name}”没有划入任何评价单元。',
    en: 'The substance "{name}" belongs to no unit of assessment.',
  },
  'precheck.unitEmpty': {
    status: 422,
    zh: '评价单元“{unit}”没有任何物质。',
    en: 'The unit of assessment "{unit}" has no substances.',
  },
  'precheck.unitTwice': { status: 422, zh: '评价单元代号“{unit}”重复。', en: 'The unit key "{unit}" occurs twice.' },
  'precheck.duplicateSubstance': {
    status: 422,
    zh: '物质“{name}”在评价单元“{unit}”中重复填写，请合并数量。',
    en: 'The substance "{name}" occurs twice in the unit "{unit}". Add up the quantities.',
  },
  'precheck.nameAgainstCas': {
    status: 422,
    zh: '名称“{name}”与 CAS 号 {cas}（{expected}）不一致，请核对。',
    en: 'The name "{name}" does not fit CAS number {cas} ({expected}).',
  },
  'precheck.processUnknown': {
    status: 422,
    zh: '工艺代码“{process}”不在重点监管危险化工工艺目录中。',
    en: 'The process code "{process}" is not in the list of processes.',
  },
  'precheck.processTwice': {
    status: 422,
    zh: '工艺“{process}”重复填写。',
    en: 'The process "{process}" occurs twice.',
  },
  'precheck.processWithoutFeed': {
    status: 422,
    zh: '填报了工艺“{process}”，但物质中没有该工艺的特征物料（{feeds}），请补充物料或更正工艺。',
    en: 'The process "{process}" is stated, but none of its typical feeds ({feeds}) is among the substances.',
  },
  'precheck.documentMissing': { status: 422, zh: '缺少材料：{document}。', en: 'Document missing: {document}.' },
  'precheck.documentUnknown': {
    status: 422,
    zh: '材料种类“{kind}”不存在。',
    en: 'There is no document kind "{kind}".',
  },
  'precheck.documentTwice': {
    status: 422,
    zh: '同一文件（{document}）被用作两种材料。',
    en: 'The same file ({document}) is used as two documents.',
  },
  'precheck.documentNotUploaded': {
    status: 422,
    zh: '材料（{document}）不是本单位上传的，请重新上传。',
    en: 'The document {document} was not uploaded by your enterprise. Upload it again.',
  },
  'precheck.otherEnterprise': {
    status: 422,
    zh: '统一社会信用代码“{uscc}”与申报单位“{enterprise}”不一致，企业只能为本单位申报。',
    en: 'The credit code "{uscc}" is not that of "{enterprise}". An enterprise files for itself.',
  },
  'precheck.parkContradiction': {
    status: 422,
    zh: '项目填报在园区外，但填写了园区“{park}”，请核对。',
    en: 'The project is stated to lie outside of a park, but names the park "{park}".',
  },
  'precheck.outsideDistrict': {
    status: 422,
    zh: '坐标（{longitude}，{latitude}）不在辖区范围内，请核对经纬度是否填反或有误。',
    en: 'The coordinates ({longitude}, {latitude}) lie outside of the district. Check their order and value.',
  },
  'precheck.stateAgainstConditions': {
    status: 422,
    zh: '物质“{name}”的温度{temperature}℃低于绝对零度，请核对。',
    en: 'The temperature {temperature} °C of "{name}" lies below absolute zero.',
  },
} as const satisfies Record<string, ErrorEntry>;
