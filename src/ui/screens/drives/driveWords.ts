// Words of the drives: their list, their files and how they are recognised.

import { makeWords } from '../../i18n/makeWords.ts'

export const driveWords = makeWords(
  {
    title: '介质', add: '添加介质', addFolder: '选择文件夹', sample: '试用示例介质', dropHint: '也可以把文件夹拖到窗口任意处', readOnly: '只读取，不在介质上写任何东西。', pickerMissing: '这个浏览器没有文件夹选择器：点“选择文件夹”，或把文件夹拖进来。这样添加的介质下次打开时要重新选择。',
    emptyTitle: '还没有介质', emptyAbout: '介质就是放着音像记录的文件夹：记录仪、移动硬盘、采集站的目录。添加后会列出全部文件，逐个取指纹，并归成执法过程。', emptySafe: '原件只读取，从不改动；拔下介质，目录仍在本机。',
    name: '名称', presence: '连接', recordings: '音像记录', other: '其他', failed: '失败', pending: '待取', missing: '不见', size: '大小', lastSeen: '最后见于', scanned: '上次扫描', never: '尚未扫完', sampleMark: '示例',
    'presence.connected': '已连接', 'presence.permission': '待允许读取', 'presence.away': '未连接', reconnect: '重新连接', rescan: '重新扫描', allow: '允许读取并扫描', rename: '改名', newName: '新名称', indexing: '正在索引',
    count: (name: string, n: string) => `${name} ${n}`,
    files: '文件', 'files.recordings': '音像记录', 'files.other': '其他文件', 'files.failed': '失败', 'files.pending': '待取指纹', 'files.missing': '不见了', path: '路径', modified: '修改时间', state: '状态', fingerprint: '指纹', reason: '原因',
    'none.recordings': '这里还没有取过指纹的音像记录。', 'none.other': '没有音像记录以外的文件。', 'none.failed': '没有读取失败的文件。', 'none.pending': '没有等待取指纹的文件。', 'none.missing': '以前见过的文件都在。',
    'about.other': '不是音像记录的文件只列出、计数，不取指纹，也不隐藏。', 'about.failed': '下次扫描会再试；其他文件不受影响。', 'about.missing': '上次扫描时还在，这次没有见到。指纹和记录仍保留。', 'about.pending': '已列出，还没有读到。', 'about.recordings': '整个文件读过一遍并取了指纹。',
    gone: '没有这个介质', back: '全部介质',
    identity: '如何认出它', identityAbout: '凭内容认出：上次扫描的文件清单与大小、时间。盘符、卷名或文件夹名变了也认得；介质上不写任何东西，所以也不会留下标识。', folderNames: '曾用文件夹名', firstSeen: '首次见到', manifest: '清单指纹', driveNumber: '介质编号',
    complete: '清单是否完整', completeAbout: '浏览器可能看不到个别名字特殊的文件。再用另一种方式选一次同一文件夹，把两份清单对一遍。', completeDo: '选择同一文件夹并核对', completeYes: '两份清单一致：没有漏掉文件。', completeNo: (n: string) => `扫描没有看到这${n}个文件：`, completeNote: '这些文件没有取指纹，请改名后重新扫描，或用文件管理器复制到别处再添加。',
    inArchive: '在档案中查看', awayAbout: '插上后拖进窗口或重新选择，会凭内容认出。', renamed: '已改名',
  },
  {
    title: 'Drives', add: 'Add a drive', addFolder: 'Choose a folder', sample: 'Try the sample drive', dropHint: 'or drop a folder anywhere on the window', readOnly: 'Read only: nothing is written on it.', pickerMissing: 'This browser has no folder picker: use “Choose a folder”, or drop it on the window. A drive added this way must be chosen again next time.',
    emptyTitle: 'No drives yet', emptyAbout: 'A drive is a folder with recordings: a recorder, a portable disk, a collection station. Once added, every file is listed, fingerprinted and grouped into sessions.', emptySafe: 'Originals are only read, never changed; the catalogue stays here when the drive is unplugged.',
    name: 'Name', presence: 'Presence', recordings: 'Recordings', other: 'Other', failed: 'Failed', pending: 'Pending', missing: 'Missing', size: 'Size', lastSeen: 'Last seen', scanned: 'Scanned', never: 'Not finished yet', sampleMark: 'Sample',
    'presence.connected': 'Connected', 'presence.permission': 'Needs permission', 'presence.away': 'Not connected', reconnect: 'Reconnect', rescan: 'Scan again', allow: 'Allow reading and scan', rename: 'Rename', newName: 'New name', indexing: 'Indexing',
    count: (name, n) => `${name} ${n}`,
    files: 'Files', 'files.recordings': 'Recordings', 'files.other': 'Other files', 'files.failed': 'Failed', 'files.pending': 'Pending', 'files.missing': 'Missing', path: 'Path', modified: 'Modified', state: 'State', fingerprint: 'Fingerprint', reason: 'Reason',
    'none.recordings': 'No fingerprinted recordings here yet.', 'none.other': 'Nothing but recordings.', 'none.failed': 'Every file could be read.', 'none.pending': 'Nothing waits for its fingerprint.', 'none.missing': 'Every file seen before is here.',
    'about.other': 'Files that are not media are listed and counted, not fingerprinted and not hidden.', 'about.failed': 'The next scan tries again; other files are not affected.', 'about.missing': 'Here at an earlier scan, not at the last. Fingerprints and history are kept.', 'about.pending': 'Listed, not read yet.', 'about.recordings': 'The whole file was read once and fingerprinted.',
    gone: 'There is no such drive', back: 'All drives',
    identity: 'How it is known', identityAbout: 'By its content: the list of files with sizes and times at the last scan. It is recognised under another letter, label or folder name; nothing is written on it, so it carries no mark either.', folderNames: 'Folder names seen', firstSeen: 'First seen', manifest: 'Fingerprint of its list', driveNumber: 'Drive number',
    complete: 'Is the list complete?', completeAbout: 'A browser may hide files with unusual names. Choose the same folder once more in another way and compare the two lists.', completeDo: 'Choose the same folder and compare', completeYes: 'Both lists agree: no file was left out.', completeNo: (n) => `The scan did not see these ${n} files:`, completeNote: 'They have no fingerprint. Rename them and scan again, or copy them elsewhere with the file manager and add that.',
    inArchive: 'Show in the archive', awayAbout: 'Plug it in and drop it on the window or choose it again: it is known by its content.', renamed: 'Renamed',
  },
)
