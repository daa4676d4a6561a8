//! The states and findings of small texts.

use super::*;
use crate::read::Format;
use crate::{Aligner, Lang};
