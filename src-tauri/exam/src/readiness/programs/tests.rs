use super::known::KNOWN;
use super::*;
use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
use crate::readiness::tests::tree;
use std::collections::HashSet;
use tempfile::TempDir;

/// A computer on which these run: number, name as the kernel has it, state, user, command line.
fn computer(running: &[(u32, &str, char, u32, &[&str])]) -> TempDir {
    let mut files = vec![("proc/1/stat".to_string(), "1 (systemd) S 0 1".to_string())];
    for (pid, comm, state, uid, line) in running {
        files.push((format!("proc/{pid}/stat"), format!("{pid} ({comm}) {state} 1 {pid} 0")));
        files.push((format!("proc/{pid}/status"), format!("Name:\t{comm}\nUid:\t{uid}\t{uid}\t{uid}\t{uid}\n")));
        files.push((format!("proc/{pid}/cmdline"), line.iter().map(|w| format!("{w}\0")).collect()));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    tree(&files)
}

fn check(running: &[(u32, &str, char, u32, &[&str])], verdict: Verdict, seen: &str) {
    let row = judge(&gather(computer(running).path()));
    assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen), "{running:?}");
    assert_eq!(row.mend.is_empty(), verdict == Pass);
}

fn none() -> String {
    format!("None of {} known screen recorders and remote tools is running", KNOWN.len())
}

/// One program runs, and is taken for this one or for none.
fn found(comm: &str, line: &[&str], title: Option<&str>) {
    match title {
        Some(title) => {
            let seen = format!("{title} is running. Close it before you start.");
            check(&[(70, comm, 'S', 1000, line)], Attention, &seen);
        }
        None => check(&[(70, comm, 'S', 1000, line)], Pass, &none()),
    }
}

#[test]
fn known_programs_are_found_by_their_exact_names() {
    found("obs", &["obs"], Some("OBS Studio"));
    found("anydesk", &["/usr/bin/anydesk", "--tray"], Some("AnyDesk"));
    found("teamviewerd", &["/opt/teamviewer/tv_bin/teamviewerd", "-d"], Some("TeamViewer"));
    found("Xvnc", &["Xvnc", ":1"], Some("A VNC server (Xvnc)"));
    found("xrdp-sesman", &["/usr/sbin/xrdp-sesman"], Some("xrdp"));
    found("obsidian", &["/opt/Obsidian/obsidian"], None);
    found("peekaboo", &["peekaboo"], None);
    found("OBS", &["OBS"], None);
    found("vim", &["vim", "/usr/bin/obs"], None);
    found("spectacle", &["/usr/bin/spectacle", "--dbus"], Some("Spectacle"));
    found("wf-recorder", &["wf-recorder", "-f", "a.mkv"], Some("wf-recorder"));
    found("zoom", &["/opt/zoom/zoom"], None);
}

#[test]
fn names_that_the_kernel_has_cut_are_completed() {
    found("simplescreenrec", &["/usr/bin/simplescreenrecorder"], Some("SimpleScreenRecorder"));
    found("simplescreenrec", &[], Some("SimpleScreenRecorder"));
    found("gpu-screen-reco", &["gpu-screen-recorder-gtk"], Some("GPU Screen Recorder"));
    found("chrome-remote-d", &["/opt/chrome-remote-desktop-sandbox"], None);
}

#[test]
fn wrapped_and_interpreted_programs_are_found() {
    found("python3", &["/usr/bin/python3", "/usr/bin/kazam"], Some("Kazam"));
    found("python3", &["/usr/bin/python3", "-m", "http.server"], None);
    found("python3", &["/usr/bin/python3", "-u", "/usr/bin/kazam"], Some("Kazam"));
    let cast = "/usr/share/gnome-shell/org.gnome.Shell.Screencast";
    for line in [&["/usr/bin/gjs", cast][..], &["/usr/bin/gjs", "-m", cast], &["/usr/bin/gjs-console", "-m", cast]] {
        found("gjs", line, Some("GNOME's screen recorder"));
    }
    found("gjs", &["/usr/bin/gjs", "-m", "/usr/share/gnome-shell/org.gnome.Shell.Notifications"], None);
    found("node", &["node", "/opt/kooha"], Some("Kooha"));
    found("vim", &["vim", cast], None);
    found(".obs-wrapped", &["/run/current-system/sw/bin/obs"], Some("OBS Studio"));
}

#[test]
fn ffmpeg_counts_only_when_it_grabs_the_screen() {
    let title = "FFmpeg, recording the screen,";
    found("ffmpeg", &["ffmpeg", "-f", "x11grab", "-i", ":0.0", "out.mkv"], Some(title));
    found("ffmpeg", &["ffmpeg", "-i", "holiday.mov", "holiday.mp4"], None);
    found("ffmpeg", &["ffmpeg", "-i", "x11grab.mov", "out.mp4"], None);
    found("ffmpeg", &["ffmpeg", "-device", "/dev/dri/card0", "-f", "kmsgrab", "-i", "-", "out.mkv"], Some(title));
    found("ffmpeg", &["ffmpeg", "-f", "lavfi", "-i", "pipewiregrab", "out.mkv"], Some(title));
    found("ffmpeg", &["ffmpeg", "-filter_complex", "pipewiregrab=draw_mouse=1,hwmap[v]", "out.mkv"], Some(title));
    found("ffmpeg", &["ffmpeg", "-i", "/home/ann/pipewiregrab/a.mov", "out.mp4"], None);
}

/// A program may write over its command line; the kernel still knows the file.
#[cfg(unix)]
#[test]
fn a_name_is_found_by_the_file_as_well() {
    let check = |comm: &str, line: &[&str], file: &str, title: Option<&str>| {
        let root = computer(&[(70, comm, 'S', 1000, line)]);
        std::os::unix::fs::symlink(file, root.path().join("proc/70/exe")).unwrap();
        let expected = title.map_or_else(none, |t| format!("{t} is running. Close it before you start."));
        assert_eq!(judge(&gather(root.path())).seen, expected, "{comm} {line:?} {file}");
    };
    let (ssr, cut) = (Some("SimpleScreenRecorder"), "simplescreenrec");
    check(cut, &["recording"], "/usr/bin/simplescreenrecorder", ssr);
    check(cut, &["recording"], "/usr/bin/simplescreenrecorder (deleted)", ssr);
    check("main", &["recording"], "/tmp/.mount_ssr/usr/bin/simplescreenrecorder", ssr);
    check(cut, &[], "/usr/bin/simplescreenrecovery", None);
    check(
        "gjs",
        &["screencast", "/x/org.gnome.Shell.Screencast"],
        "/usr/bin/gjs-console",
        Some("GNOME's screen recorder"),
    );
    check("bash", &["bash"], "/usr/bin/bash", None);
}

#[test]
fn what_has_ended_runs_no_more() {
    check(&[(70, "obs", 'Z', 1000, &[]), (71, "anydesk", 'X', 0, &[])], Pass, &none());
}

#[test]
fn brackets_in_a_name_confuse_nothing() {
    check(&[(70, "(sd-pam)", 'S', 0, &["(sd-pam)"]), (71, "a) Z (b", 'S', 1000, &["a"])], Pass, &none());
}

#[test]
fn several_are_one_row_and_each_is_named_once() {
    let running: &[(u32, &str, char, u32, &[&str])] = &[
        (70, "anydesk", 'S', 1000, &["anydesk"]),
        (71, "anydesk", 'S', 0, &["anydesk", "--service"]),
        (72, "obs", 'S', 1000, &["obs"]),
        (73, "rustdesk", 'S', 0, &["rustdesk", "--service"]),
    ];
    check(running, Attention, "OBS Studio, AnyDesk and RustDesk are running. Close them before you start.");
    let mend = judge(&gather(computer(running).path())).mend;
    assert!(mend.starts_with("OBS Studio: Stop its recording and close its window. AnyDesk: Right-click"), "{mend}");
}

#[test]
fn gnomes_remote_desktop_matters_only_if_it_waits_for_callers() {
    let table = |port: &str, state: &str, uid: &str| {
        format!(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
             0: 00000000:{port} 00000000:0000 {state} 00000000:00000000 00:00000000 00000000  {uid}        0 31337 1\n"
        )
    };
    let daemon: &[&str] = &["/usr/libexec/gnome-remote-desktop-daemon"];
    let verdict = |tcp: Option<String>| {
        let root = computer(&[(70, "gnome-remote-de", 'S', 1000, daemon)]);
        if let Some(tcp) = tcp {
            std::fs::create_dir_all(root.path().join("proc/net")).unwrap();
            std::fs::write(root.path().join("proc/net/tcp6"), tcp).unwrap();
        }
        judge(&gather(root.path()))
    };
    assert_eq!(verdict(None).verdict, Pass);
    assert_eq!(
        verdict(Some(table("0D3D", "0A", "1000"))).seen,
        "GNOME's remote desktop is running. Close it before you start."
    );
    assert_eq!(verdict(Some(table("0D3D", "01", "1000"))).verdict, Pass, "a connection to elsewhere");
    assert_eq!(verdict(Some(table("0D3D", "0A", "33"))).verdict, Pass, "somebody else's");
    assert_eq!(verdict(Some(table("0277", "0A", "1000"))).verdict, Pass, "another port");
    assert_eq!(verdict(Some("nonsense\n\n: : :\nzz:zz".into())).verdict, Pass);
}

#[test]
fn less_than_the_whole_is_said() {
    let seen = |prepare: &dyn Fn(&std::path::Path)| {
        let root = computer(&[(70, "bash", 'S', 1000, &["bash"])]);
        prepare(root.path());
        let row = judge(&gather(root.path()));
        (row.verdict, row.seen)
    };
    let begun = "No screen recorder or remote tool seen, but";
    let hidden = seen(&|root| std::fs::remove_dir_all(root.join("proc/1")).unwrap());
    assert_eq!(hidden, (Unknown, format!("{begun} this system hides what other users run.")));
    let wsl = seen(&|root| {
        std::fs::create_dir_all(root.join("proc/sys/kernel")).unwrap();
        std::fs::write(root.join("proc/sys/kernel/osrelease"), "5.15-microsoft-standard-WSL2").unwrap();
    });
    assert_eq!(wsl, (Unknown, format!("{begun} from Linux inside Windows only Linux's programs are seen.")));
    let empty = judge(&gather(tree(&[]).path()));
    assert_eq!((empty.verdict, empty.seen.as_str()), (Unknown, "Running programs could not be listed."));
}

#[cfg(unix)]
#[test]
fn a_container_sees_only_its_own() {
    let sight = |namespace: &str| {
        let root = computer(&[]);
        std::fs::create_dir_all(root.path().join("proc/self/ns")).unwrap();
        std::os::unix::fs::symlink(namespace, root.path().join("proc/self/ns/pid")).unwrap();
        judge(&gather(root.path())).verdict
    };
    assert_eq!(sight("pid:[4026531836]"), Pass);
    assert_eq!(sight("pid:[4026532201]"), Unknown);
}

#[test]
fn the_table_is_in_order() {
    let names: Vec<&str> = KNOWN.iter().flat_map(|k| k.names).copied().collect();
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len(), "a name stands for two programs");
    for known in &KNOWN {
        assert!(!known.names.is_empty() && !known.title.is_empty() && !known.mend.is_empty(), "{}", known.title);
        // Two that are cut to the same would be taken for one another.
        for long in known.names.iter().filter(|n| n.len() > 15) {
            let others = KNOWN.iter().filter(|k| k.title != known.title).flat_map(|k| k.names);
            assert!(others.clone().all(|o| !o.starts_with(&long[..15])), "{long}");
        }
    }
}
