#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| nordalign_cli_fuzz::bodies::terms_tbx(data));
