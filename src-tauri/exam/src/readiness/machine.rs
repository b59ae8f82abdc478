//! Whether the computer is a virtual machine. A container is none: it is told by the hardware alone.

use super::Row;
use super::subject::VIRTUAL_MACHINE;
use std::fs;
use std::path::Path;

/// How the firmware of virtual machines introduces itself: the beginnings that systemd-detect-virt goes by, without
/// those that real computers have too.
const FIRMWARE: [(&str, &str); 18] = [
    ("KVM", "KVM"),
    ("KubeVirt", "KVM"),
    ("OpenStack", "OpenStack"),
    ("Amazon EC2", "Amazon EC2"),
    ("Google Compute Engine", "Google Compute Engine"),
    ("QEMU", "QEMU"),
    ("Standard PC (", "QEMU"),
    ("VMware", "VMware"),
    ("VMW", "VMware"),
    ("innotek GmbH", "VirtualBox"),
    ("VirtualBox", "VirtualBox"),
    ("Xen", "Xen"),
    ("HVM domU", "Xen"),
    ("Bochs", "Bochs"),
    ("Parallels", "Parallels"),
    ("BHYVE", "bhyve"),
    ("Hyper-V", "Hyper-V"),
    ("Apple Virtualization", "Apple Virtualization"),
];

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Machine {
    pub wsl: bool,
    /// What the firmware says: product, makers.
    pub firmware: Vec<String>,
    /// The processor says that a hypervisor is beneath; none if it does not speak of it.
    pub flag: Option<bool>,
    /// The device tree of boards without such firmware; with a hypervisor in it or not.
    pub board: Option<bool>,
    /// This is the system that hosts Xen's machines, not one of them.
    pub xen_host: bool,
}

pub(super) fn gather(root: &Path) -> Machine {
    let dmi = root.join("sys/class/dmi/id");
    let fields = ["product_name", "sys_vendor", "board_vendor", "bios_vendor"];
    let said = |field| fs::read_to_string(dmi.join(field)).ok().map(|t: String| t.trim().to_string());
    let tree = root.join("proc/device-tree");
    Machine {
        wsl: is_wsl(root),
        firmware: fields.into_iter().filter_map(said).filter(|t| !t.is_empty()).collect(),
        flag: fs::read_to_string(root.join("proc/cpuinfo")).ok().and_then(|t| hypervisor_flag(&t)),
        board: tree.is_dir().then(|| tree.join("hypervisor").exists()),
        xen_host: fs::read_to_string(root.join("proc/xen/capabilities")).is_ok_and(|t| t.contains("control_d")),
    }
}

fn hypervisor_flag(cpuinfo: &str) -> Option<bool> {
    let flags = cpuinfo.lines().find_map(|l| l.split_once(':').filter(|(key, _)| key.trim() == "flags"))?.1;
    Some(flags.split_whitespace().any(|f| f == "hypervisor"))
}

/// Linux inside Windows. Azure's kernels are Microsoft's too, but do not say so.
pub(super) fn is_wsl(root: &Path) -> bool {
    let release = fs::read_to_string(root.join("proc/sys/kernel/osrelease"));
    release.is_ok_and(|r| r.to_ascii_lowercase().contains("microsoft"))
}

pub(super) fn judge(machine: &Machine) -> Row {
    let mend = "Start the app on the computer itself, outside the virtual machine.";
    let look = "Use the computer itself, not a virtual machine on it.";
    if machine.wsl {
        // Below WSL there is always Hyper-V, also on the plainest laptop.
        return VIRTUAL_MACHINE.unknown("Virtual machine: from Linux inside Windows it cannot be told.", look);
    }
    if let Some(name) = named(&machine.firmware) {
        return VIRTUAL_MACHINE.attention(format!("This is a virtual machine ({name})."), mend);
    }
    let flag = machine.flag.filter(|_| !machine.xen_host);
    if flag == Some(true) || machine.board == Some(true) {
        return VIRTUAL_MACHINE.attention("This looks like a virtual machine: a hypervisor runs beneath it.", mend);
    }
    if machine.firmware.is_empty() && machine.flag.is_none() && machine.board.is_none() {
        return VIRTUAL_MACHINE.unknown("Virtual machine: this system says nothing of its hardware.", look);
    }
    VIRTUAL_MACHINE.pass("No sign of a virtual machine")
}

fn named(firmware: &[String]) -> Option<&'static str> {
    // Surface laptops have the same maker as Hyper-V's machines; only the product tells them apart.
    if firmware.iter().any(|t| t == "Microsoft Corporation") && firmware.iter().any(|t| t == "Virtual Machine") {
        return Some("Hyper-V");
    }
    firmware.iter().find_map(|text| FIRMWARE.iter().find(|(start, _)| text.starts_with(start))).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readiness::Verdict::{self, Attention, Pass, Unknown};
    use crate::readiness::tests::tree;

    const PLAIN: (&str, &str) = ("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme sse2 vmx\nvmx flags\t: ept\n");
    const GUEST: (&str, &str) = ("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu sse2 hypervisor lahf_lm\n");
    const NO_SIGN: &str = "No sign of a virtual machine";
    const LOOKS: &str = "This looks like a virtual machine: a hypervisor runs beneath it.";

    fn check(files: &[(&str, &str)], verdict: Verdict, seen: &str) {
        let row = judge(&gather(tree(files).path()));
        assert_eq!((row.verdict, row.seen.as_str()), (verdict, seen), "{files:?}");
        assert_eq!(row.mend.is_empty(), verdict == Pass);
    }

    fn firmware(product: &str, vendor: &str, cpu: (&'static str, &'static str), verdict: Verdict, seen: &str) {
        check(
            &[("sys/class/dmi/id/product_name", product), ("sys/class/dmi/id/sys_vendor", vendor), cpu],
            verdict,
            seen,
        );
    }

    #[test]
    fn laptops_and_boards_pass() {
        firmware("20XW0026GE\n", "LENOVO\n", PLAIN, Pass, NO_SIGN);
        firmware("Surface Laptop 4\n", "Microsoft Corporation\n", PLAIN, Pass, NO_SIGN);
        check(&[PLAIN], Pass, NO_SIGN);
        check(
            &[("proc/cpuinfo", "Features : fp asimd\n"), ("proc/device-tree/model", "Raspberry Pi 5")],
            Pass,
            NO_SIGN,
        );
    }

    #[test]
    fn virtual_machines_are_named() {
        firmware("VirtualBox\n", "innotek GmbH\n", PLAIN, Attention, "This is a virtual machine (VirtualBox).");
        firmware("Virtual Machine", "Microsoft Corporation", GUEST, Attention, "This is a virtual machine (Hyper-V).");
        firmware("VMware20,1", "VMware, Inc.", GUEST, Attention, "This is a virtual machine (VMware).");
        firmware("Standard PC (Q35 + ICH9, 2009)", "QEMU", GUEST, Attention, "This is a virtual machine (QEMU).");
    }

    #[test]
    fn the_processor_alone_only_looks_like_it() {
        check(&[GUEST], Attention, LOOKS);
        check(&[("proc/device-tree/hypervisor/compatible", "linux,kvm")], Attention, LOOKS);
    }

    #[test]
    fn containers_hosts_and_wsl_are_no_virtual_machines() {
        check(&[PLAIN, (".dockerenv", ""), ("run/.containerenv", "")], Pass, NO_SIGN);
        check(&[GUEST, ("proc/xen/capabilities", "control_d\n")], Pass, NO_SIGN);
        let wsl = ("proc/sys/kernel/osrelease", "5.15.153.1-microsoft-standard-WSL2");
        check(&[GUEST, wsl], Unknown, "Virtual machine: from Linux inside Windows it cannot be told.");
        check(&[GUEST, ("proc/sys/kernel/osrelease", "6.8.0-1021-azure")], Attention, LOOKS);
    }

    #[test]
    fn a_silent_system_is_unknown() {
        check(&[], Unknown, "Virtual machine: this system says nothing of its hardware.");
        check(
            &[("proc/cpuinfo", "Features : fp\n")],
            Unknown,
            "Virtual machine: this system says nothing of its hardware.",
        );
    }
}
