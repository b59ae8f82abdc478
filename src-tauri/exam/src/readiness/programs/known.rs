//! The table of what is looked for.

/// A program that records the screen or shows it to somebody else.
pub(super) struct Known {
    /// As people know it.
    pub title: &'static str,
    /// What its processes are called, exactly.
    pub names: &'static [&'static str],
    pub sign: Sign,
    /// What to do, as whole sentences.
    pub mend: &'static str,
}

/// What beside the name shows that it matters.
pub(super) enum Sign {
    /// Nothing more is needed.
    Name,
    /// One of these words alone in an argument, or as a part of a filter there: the program does much else.
    Argument(&'static [&'static str]),
    /// It waits for callers: it always runs, and matters only then.
    Listens,
}

const fn plain(title: &'static str, names: &'static [&'static str], mend: &'static str) -> Known {
    Known { title, names, sign: Sign::Name, mend }
}

const STOP: &str = "Stop its recording and close its window.";
const CTRL_C: &str = "Press Ctrl+C in its terminal, or log out and in again.";
const VNC: &str = "Turn off remote access in its settings, or stop its service.";

pub(super) const KNOWN: [Known; 36] = [
    plain("OBS Studio", &["obs", "obs-studio"], STOP),
    plain(
        "GNOME's screen recorder",
        &["org.gnome.Shell.Screencast", ".org.gnome.Shell.Screencast-wrapped"],
        "Stop the recording in the top bar. If nothing is recorded, log out and in again.",
    ),
    plain("Spectacle", &["spectacle"], STOP),
    plain("SimpleScreenRecorder", &["simplescreenrecorder"], STOP),
    plain("Kazam", &["kazam"], STOP),
    plain("vokoscreen", &["vokoscreen", "vokoscreenNG"], STOP),
    plain("Peek", &["peek"], STOP),
    plain("Kooha", &["kooha"], STOP),
    plain("GPU Screen Recorder", &["gpu-screen-recorder", "gpu-screen-recorder-gtk"], STOP),
    plain("recordMyDesktop", &["recordmydesktop", "gtk-recordmydesktop", "qt-recordmydesktop"], STOP),
    plain("Blue Recorder", &["blue-recorder"], STOP),
    plain("Green Recorder", &["green-recorder"], STOP),
    plain("Deepin Screen Recorder", &["deepin-screen-recorder"], STOP),
    plain("wf-recorder", &["wf-recorder"], CTRL_C),
    plain("wl-screenrec", &["wl-screenrec"], CTRL_C),
    Known {
        title: "FFmpeg, recording the screen,",
        names: &["ffmpeg"],
        sign: Sign::Argument(&["x11grab", "kmsgrab", "xcbgrab", "pipewiregrab"]),
        mend: CTRL_C,
    },
    plain("AnyDesk", &["anydesk"], "Right-click its icon, then Quit. If it stays, run: sudo systemctl stop anydesk"),
    plain(
        "TeamViewer",
        &["TeamViewer", "teamviewer", "teamviewerd", "TeamViewer_Desktop"],
        "Right-click its icon, then Exit. Its service stays; to stop it, run: sudo systemctl stop teamviewerd",
    ),
    plain("RustDesk", &["rustdesk"], "Right-click its icon, then Quit. If it stays, run: sudo systemctl stop rustdesk"),
    plain("HopToDesk", &["hoptodesk"], "Right-click its icon, then Quit."),
    plain(
        "ToDesk",
        &["ToDesk", "ToDesk_Service", "ToDesk_Session"],
        "Quit it. If it stays, run: sudo systemctl stop todeskd",
    ),
    plain("Sunlogin", &["sunloginclient"], "Right-click its icon, then Quit."),
    plain(
        "Chrome Remote Desktop",
        &["chrome-remote-desktop-host"],
        "Turn off remote access to this computer at remotedesktop.google.com.",
    ),
    plain("NoMachine", &["nxserver.bin", "nxnode.bin", "nxd"], "Run: sudo /etc/NX/nxserver --shutdown"),
    plain("Parsec", &["parsecd"], "Right-click its icon, then Quit."),
    plain("Sunshine", &["sunshine"], "Right-click its icon, then Quit."),
    plain("x11vnc", &["x11vnc"], VNC),
    plain("TigerVNC", &["x0vncserver", "x0tigervncserver", "Xtigervnc"], VNC),
    plain("A VNC server (Xvnc)", &["Xvnc", "Xtightvnc"], VNC),
    plain("RealVNC Server", &["vncserver-x11", "vncserver-x11-core", "vncserver-x11-serviced", "vncserverui"], VNC),
    plain("wayvnc", &["wayvnc"], VNC),
    plain("Vino", &["vino-server"], "Turn off screen sharing in the system's settings."),
    plain("Krfb", &["krfb"], "Right-click its icon, then Quit."),
    plain("KDE's remote desktop", &["krdpserver"], "Turn off remote desktop in the system's settings."),
    Known {
        title: "GNOME's remote desktop",
        names: &["gnome-remote-desktop-daemon"],
        sign: Sign::Listens,
        mend: "Turn off remote desktop in Settings, under System or Sharing.",
    },
    plain("xrdp", &["xrdp", "xrdp-sesman"], "Run: sudo systemctl stop xrdp xrdp-sesman"),
];
